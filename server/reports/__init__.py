"""Figures as files: a page, a workbook, and every answer as CSV."""

from server.reports.answers import answers_csv
from server.reports.feedback import feedback_csv
from server.reports.folder import ReportError, write_report
from server.reports.page import report_page
from server.reports.workbook import report_xlsx

__all__ = ["ReportError", "answers_csv", "feedback_csv", "report_page", "report_xlsx", "write_report"]
