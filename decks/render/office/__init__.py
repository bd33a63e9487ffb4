"""Pictures by way of LibreOffice: the deck becomes a PDF in the background, kept for the next time."""
