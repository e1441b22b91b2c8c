"""Answers for other programs: tables of a questionnaire, as files and as ODK clients read them."""
