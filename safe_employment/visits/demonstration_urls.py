"""The address under which the demonstration hands out a phone."""

from django.urls import path

from safe_employment.visits.demonstration import phone

urlpatterns = [path("phone/<int:pk>/", phone, name="phone")]
