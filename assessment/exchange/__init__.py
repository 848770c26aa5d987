"""Sheets of answers in other forms, and back: share codes, tables and workbooks."""
