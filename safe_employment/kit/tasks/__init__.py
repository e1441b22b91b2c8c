"""Long work: started by people or a schedule, run by the worker, shown with its progress."""

from safe_employment.kit.tasks.long_work import Cancelled, Progress, carry_out, long_work, start
from safe_employment.kit.tasks.schedule import daily, each_alone, hourly

__all__ = ["Cancelled", "Progress", "carry_out", "daily", "each_alone", "hourly", "long_work", "start"]
