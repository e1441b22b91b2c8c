from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('visits', '0011_two_pairs_of_eyes'),
    ]

    operations = [
        migrations.AddField(
            model_name='visit',
            name='return_reminded_on',
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='visit',
            name='return_told_on',
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='visit',
            name='waits_told_on',
            field=models.DateField(editable=False, null=True),
        ),
    ]
