package io.drover.gateway.acl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the native form of policies, which is the older form of the job language: several items may stand on one line, keys may be quoted,
 * an equals sign before a block is allowed. Depth and length are bounded; the position of a problem is line and column.
 */
final class RuleReader {
    private static final int DEPTH_MAX = 16;

    private final String text;
    private int at;

    private RuleReader(final String text) {
        this.text = text;
    }

    /** The whole policy. */
    static RuleBlock read(final String text) throws AccessException {
        final RuleReader reader = new RuleReader(text);
        final RuleBlock root = reader.body("", "", 0);
        reader.skipBlanks();
        if (reader.at < text.length()) {
            throw reader.problem("expected a key, got '" + text.charAt(reader.at) + "'");
        }
        return root;
    }

    private RuleBlock body(final String type, final String label, final int depth) throws AccessException {
        if (depth > DEPTH_MAX) {
            throw problem("blocks are nested deeper than " + DEPTH_MAX);
        }
        final Map<String, List<String>> texts = new LinkedHashMap<>();
        final List<RuleBlock> blocks = new ArrayList<>();
        while (true) {
            skipBlanks();
            if (at == text.length()) {
                if (depth > 0) {
                    at += 1;
                    throw problem("object expected closing RBRACE got: EOF");
                }
                break;
            }
            if (text.charAt(at) == '}') {
                break;
            }
            item(texts, blocks, depth);
        }
        return new RuleBlock(type, label, texts, blocks);
    }

    private void item(final Map<String, List<String>> texts, final List<RuleBlock> blocks, final int depth)
            throws AccessException {
        final String type = key();
        String label = "";
        skipBlanks();
        while (peek() == '"') {
            final String name = quoted();
            label = label.isEmpty() ? name : label;
            skipBlanks();
        }
        final boolean isAssigned = take('=');
        skipBlanks();
        if (take('{')) {
            blocks.add(body(type, label, depth + 1));
            if (!take('}')) {
                throw problem("object expected closing RBRACE");
            }
        } else if (isAssigned) {
            texts.put(type, peek() == '[' ? list() : List.of(value()));
        } else {
            throw problem("key '" + type + "' expected start of object ('{') or assignment ('=')");
        }
        skipBlanks();
        take(',');
    }

    private List<String> list() throws AccessException {
        take('[');
        final List<String> values = new ArrayList<>();
        skipBlanks();
        while (!take(']')) {
            if (at >= text.length()) {
                throw problem("error parsing list, expected comma or list end, got: EOF");
            }
            values.add(value());
            skipBlanks();
            take(',');
            skipBlanks();
        }
        return values;
    }

    private String value() throws AccessException {
        if (peek() == '"') {
            return quoted();
        }
        if (text.startsWith("<<", at)) {
            return heredoc();
        }
        return word("expected a string or a list of strings");
    }

    private String key() throws AccessException {
        return peek() == '"' ? quoted() : word("expected a key");
    }

    private String word(final String expectation) throws AccessException {
        final int start = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "_-.".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        if (at == start) {
            throw problem(expectation + ", got " + (at < text.length() ? "'" + text.charAt(at) + "'" : "EOF"));
        }
        return text.substring(start, at);
    }

    private String quoted() throws AccessException {
        final StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            char next = text.charAt(at++);
            if (next == '\n') {
                throw problem("literal not terminated");
            }
            if (next == '\\' && at < text.length()) {
                next = switch (text.charAt(at++)) {
                    case 'n' -> '\n';
                    case 't' -> '\t';
                    case 'r' -> '\r';
                    case '\\' -> '\\';
                    case '"' -> '"';
                    default -> throw problem("illegal char escape");
                };
            }
            value.append(next);
        }
        if (!take('"')) {
            throw problem("literal not terminated");
        }
        return value.toString();
    }

    private String heredoc() throws AccessException {
        at += 2;
        take('-');
        final String end = word("expected the word that ends a text");
        final int start = text.indexOf('\n', at) + 1;
        int line = start;
        while (start > 0 && line < text.length()) {
            final int next = text.indexOf('\n', line);
            final int stop = next < 0 ? text.length() : next;
            if (text.substring(line, stop).trim().equals(end)) {
                at = stop;
                return text.substring(start, line);
            }
            line = stop + 1;
        }
        throw problem("heredoc not terminated");
    }

    private void skipBlanks() throws AccessException {
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (text.charAt(at) == '#' || text.startsWith("//", at)) {
                final int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", at)) {
                final int end = text.indexOf("*/", at + 2);
                if (end < 0) {
                    throw problem("comment not terminated");
                }
                at = end + 2;
            } else {
                return;
            }
        }
    }

    private boolean take(final char wanted) {
        if (peek() == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private AccessException problem(final String what) {
        final int end = Math.min(at, text.length());
        final int line = text.substring(0, end).lastIndexOf('\n');
        final long number =
                1 + text.substring(0, end).chars().filter(each -> each == '\n').count();
        return new AccessException("At " + number + ":" + (at - line) + ": " + what);
    }
}
