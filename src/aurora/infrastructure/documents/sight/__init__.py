"""Pictures of text, read by tesseract where the system has it."""

READ_BY_SIGHT = "read by OCR"
