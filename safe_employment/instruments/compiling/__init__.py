"""From the file of a questionnaire (XLSForm) to the form that devices fill in, with its problems in words."""

from safe_employment.instruments.compiling.compiler import Compiled, compile_form
from safe_employment.instruments.compiling.problems import FormError, FormProblem

__all__ = ["Compiled", "FormError", "FormProblem", "compile_form"]
