package io.drover.gateway.jobspec.hcl.function;

import java.util.ArrayList;
import java.util.List;

/** Reads comma separated values: quoted fields, doubled quotes, equal numbers of fields, empty lines skipped. */
final class CsvReader {

    private final String text;
    private int position;
    private int line = 1;

    private CsvReader(final String text) {
        this.text = text;
    }

    static List<List<String>> rows(final String text) throws FunctionException {
        final CsvReader reader = new CsvReader(text.replace("\r\n", "\n"));
        final List<List<String>> rows = new ArrayList<>();
        while (reader.position < reader.text.length()) {
            if (reader.text.charAt(reader.position) == '\n') {
                reader.position++;
                reader.line++;
                continue;
            }
            final int start = reader.line;
            final List<String> row = reader.row();
            if (!rows.isEmpty() && rows.get(0).size() != row.size()) {
                throw new FunctionException("record on line " + start + ": wrong number of fields");
            }
            rows.add(row);
        }
        return rows;
    }

    private List<String> row() throws FunctionException {
        final List<String> fields = new ArrayList<>();
        while (true) {
            fields.add(position < text.length() && text.charAt(position) == '"' ? quoted() : plain());
            if (position >= text.length()) {
                return fields;
            }
            final char end = text.charAt(position++);
            if (end == '\n') {
                line++;
                return fields;
            }
        }
    }

    private String plain() throws FunctionException {
        final int start = position;
        while (position < text.length() && text.charAt(position) != ',' && text.charAt(position) != '\n') {
            if (text.charAt(position) == '"') {
                throw new FunctionException("parse error on line " + line + ": bare \" in non-quoted field");
            }
            position++;
        }
        return text.substring(start, position);
    }

    private String quoted() throws FunctionException {
        final StringBuilder field = new StringBuilder();
        position++;
        while (position < text.length()) {
            final char c = text.charAt(position++);
            if (c != '"') {
                line += c == '\n' ? 1 : 0;
                field.append(c);
            } else if (position < text.length() && text.charAt(position) == '"') {
                field.append('"');
                position++;
            } else if (position == text.length() || text.charAt(position) == ',' || text.charAt(position) == '\n') {
                return field.toString();
            } else {
                throw new FunctionException(
                        "parse error on line " + line + ": extraneous or missing \" in quoted-field");
            }
        }
        throw new FunctionException("parse error on line " + line + ": extraneous or missing \" in quoted-field");
    }
}
