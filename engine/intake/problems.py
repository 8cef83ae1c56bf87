"""What is said about files and rows that cannot be taken: code -> text, and what helps.

Texts are English msgids; placeholders are filled after translation. Codes that the kernel has too
(``required-value``, ``unknown-field``, ``unknown-task`` ...) have their texts there.
"""

from __future__ import annotations

from engine.words import N_

PROBLEMS: dict[str, str] = {
    # the file
    "file-missing": N_("There is no file %(path)s."),
    "file-is-folder": N_("%(path)s is a folder, not a file."),
    "file-no-access": N_("%(path)s: permission denied."),
    "file-unreadable": N_("%(path)s cannot be read: %(why)s."),
    "file-empty": N_("%(path)s is empty."),
    "file-is-workbook": N_("%(path)s is an Excel workbook, not a CSV file."),
    "file-not-text": N_("%(path)s is not a text file."),
    "encoding-unknown": N_("%(name)s is not an encoding that can be read. These are: %(known)s."),
    "encoding-unclear": N_("%(path)s is neither UTF-8 nor GBK: line %(line)s does not fit."),
    # its columns
    "map-form": N_("%(word)s does not say which column a name stands in; it has to be name=column."),
    "map-twice": N_("%(name)s is mapped to two columns, %(first)s and %(second)s."),
    "map-reversed": N_("%(name)s is a column and %(column)s a name: write them the other way round."),
    "column-unknown": N_("%(path)s has no column %(column)s for %(name)s. Its columns: %(columns)s."),
    "column-twice": N_("%(path)s has the column %(column)s twice, so it cannot be told which is meant."),
    "columns-missing": N_("%(path)s has no column for %(fields)s. Its columns: %(columns)s."),
    "columns-no-task": N_("%(path)s has no column task or ref, to say which task. Its columns: %(columns)s."),
    "field-unknown": N_("The SOP %(sop)s has no data field %(name)s. It has: %(fields)s."),
    "field-computed": N_("%(name)s is computed and cannot be imported."),
    # a row
    "row-quotes": N_("A quotation mark is not closed or stands in the wrong place."),
    "row-ragged": N_("Cells in the row: %(cells)s; in the header: %(columns)s."),
    "row-nul": N_("The row holds NUL bytes."),
    "row-bytes": N_("The row holds bytes that do not belong to the file's encoding."),
    "row-repeated": N_("The same order stands in row %(row)s already, with the same values."),
    "row-contradicts": N_("%(text)s stands in row %(row)s already, with other values."),
    "row-no-task": N_("The row does not say which task."),
    "row-task-and-ref": N_("%(task)s is not called %(ref)s but %(called)s."),
    "row-no-instant": N_("The column %(column)s is empty, so it is not known when this happened."),
    "row-no-outcome": N_("The row does not say the outcome; %(step)s has: %(outcomes)s."),
    "row-several-steps": N_("%(task)s is in several steps (%(open)s); the row does not say which."),
    # a row of JSON
    "json-encoding": N_("%(path)s: JSON is read as UTF-8, not as %(name)s."),
    "json-array-large": N_("%(path)s holds an array of more than %(most)s MiB."),
    "json-not-array": N_("%(path)s does not hold one JSON array: see line %(line)s."),
    "json-only-starts": N_("%(path)s: tasks are advanced from CSV files only; JSON files start tasks."),
    "json-long": N_("The row has more than %(most)s bytes."),
    "json-deep": N_("The row has brackets within brackets, more than %(most)s deep."),
    "json-syntax": N_("This is no JSON from character %(column)s on: %(near)s"),
    "json-cut": N_("This is no JSON: the row ends too soon."),
    "json-constant": N_("%(text)s is no number that JSON has."),
    "json-number": N_("The number %(text)s has more digits than can be kept."),
    "json-key-twice": N_("The key %(key)s is there twice."),
    "json-half-character": N_("The row holds half a character (a surrogate without the other one)."),
    "json-not-object": N_("%(text)s is not an object with keys and values."),
    "json-unknown-key": N_("%(pointer)s: the SOP %(sop)s has no such data field."),
    "json-value": N_("%(pointer)s, %(text)s: this value cannot be taken."),
    "json-no-instant": N_("%(pointer)s has no value, so it is not known when this happened."),
    "json-keyword": N_("the data schema refuses it (%(keyword)s: %(bound)s)"),
    "not-iso-8601": N_("it is not in the form of ISO 8601, such as 2026-11-21T18:00:00+08:00"),
    # a cell
    "cell-wrong": N_("Column %(column)s, %(text)s: this value cannot be taken."),
    "cell-ticks": N_("Column %(column)s, %(text)s: neither `all` nor numbers of checklist lines."),
    "digits-lost": N_("a spreadsheet has turned this number into %(text)s, and its last digits are lost"),
}

HELP: dict[str, str] = {
    "file-is-workbook": N_("save the sheet as CSV UTF-8"),
    "file-not-text": N_("save the sheet as CSV UTF-8"),
    "encoding-unclear": N_("name the encoding: --encoding gbk"),
    "map-form": N_("for example: --map order_no=订单编号"),
    "column-unknown": N_("name the column as the file's first row has it"),
    "columns-missing": N_("say which column it is: --map NAME=COLUMN"),
    "columns-no-task": N_("say which column it is: --map ref=COLUMN"),
    "row-no-outcome": N_("give the outcome for all rows, or map a column: --map outcome=COLUMN"),
    "row-several-steps": N_("give the step for all rows, or map a column: --map step=COLUMN"),
    "row-quotes": N_("put the whole cell in quotation marks and write each one inside it twice"),
    "json-encoding": N_("save the file as UTF-8"),
    "json-array-large": N_("write one object on each line and call the file .jsonl"),
    "json-not-array": N_("a file with one object on each line is called .jsonl"),
    "digits-lost": N_("make the column a text column and export the file again"),
}
