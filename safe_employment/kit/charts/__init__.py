"""Charts: drawn on the server as SVG, with the same figures as a table."""

from safe_employment.kit.charts.chart import Chart, FigureTable

__all__ = ["Chart", "FigureTable"]
