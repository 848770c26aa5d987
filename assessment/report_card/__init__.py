"""The report card: what a reader has ticked on all pages, on one page that needs no server."""
