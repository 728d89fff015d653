package io.drover.gateway.jobspec.fuzz;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonBoolean;
import io.drover.gateway.jobspec.json.JsonNumber;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonString;
import io.drover.gateway.jobspec.json.JsonValue;
import java.util.List;
import java.util.Random;

/** Makes sound sources: any syntax with any layout, and jobs in both forms. */
final class RandomSource {

    private static final List<String> NAMES = List.of("a", "bb", "c-d", "_e", "été", "in", "for", "if", "null", "x1");
    private static final List<String> OPERATORS =
            List.of("+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "&&", "||");
    private static final List<String> TEXTS = List.of(
            "x", "two words", "é ü", "quote \" and \\", "tab\t", "line\nbreak", "$", "%", "$${a}", "%%{b}", "#{c}", "");

    private final Random random;

    RandomSource(final Random random) {
        this.random = random;
    }

    /** A file of arguments and blocks, laid out at random. */
    String file() {
        final StringBuilder text = new StringBuilder();
        body(text, 3);
        return text.toString();
    }

    private void body(final StringBuilder text, final int depth) {
        for (int i = random.nextInt(5); i >= 0; i--) {
            blank(text);
            if (depth > 0 && random.nextInt(3) == 0) {
                block(text, depth, i);
            } else {
                argument(text, "n" + i + "_" + "x".repeat(random.nextInt(6)), depth);
                text.append(pick(List.of("", "  # note", " // other", " /* c */")))
                        .append('\n');
            }
            if (random.nextInt(4) == 0) {
                text.append(pick(List.of("\n", "   \n", "# whole line\n", "\t/* two\n lines */\n", "\n\n")));
            }
        }
    }

    private void block(final StringBuilder text, final int depth, final int number) {
        text.append(pick(List.of("job", "group", "b"))).append(number);
        if (random.nextBoolean()) {
            blank(text.append(' '));
            text.append(random.nextBoolean() ? "\"label\"" : "word");
        }
        blank(text.append(' '));
        text.append('{');
        switch (random.nextInt(3)) {
            case 0 -> blank(text);
            case 1 -> {
                blank(text);
                argument(text, "only", 1);
                blank(text);
            }
            default -> {
                text.append('\n');
                body(text, depth - 1);
                blank(text);
            }
        }
        text.append("}\n");
    }

    private void argument(final StringBuilder text, final String name, final int depth) {
        text.append(name);
        blank(text);
        text.append('=');
        blank(text);
        if (depth > 1 && random.nextInt(8) == 0) {
            text.append("<<-END\n    text ${");
            expression(text, 1);
            text.append("}  more\n  %{ if true ~} y %{ else }z%{ endif }\n   END");
            // A heredoc ends its line.
            text.append('\n').append(name).append("_after = 1");
        } else {
            expression(text, depth);
        }
    }

    private void expression(final StringBuilder text, final int depth) {
        if (depth == 0) {
            text.append(
                    pick(List.of("1", "2.50", "1e3", "true", "null", "\"t\"", "var.x", "attr.a-b.c", "node.x[0].y")));
            return;
        }
        switch (random.nextInt(12)) {
            case 0 -> list(text, "[", "]", depth);
            case 1 -> list(text, pick(NAMES.subList(0, 3)) + "(", ")", depth);
            case 2 -> wrapped(text, "(", ")", depth);
            case 3 -> wrapped(text, pick(List.of("-", "- ", "!", "! ")), "", depth);
            case 4, 5 -> {
                expression(text, depth - 1);
                blank(text.append(' '));
                text.append(pick(OPERATORS));
                blank(text.append(' '));
                expression(text, depth - 1);
            }
            case 6 -> {
                wrapped(text, "(", ")", depth);
                wrapped(text, " ? ", " : ", depth);
                expression(text, depth - 1);
            }
            case 7 -> wrapped(text, "[ for  k,v in ", " : v if k ]", depth);
            case 8 -> wrapped(text, "{for k ,v in ", ":k=>v ...}", depth);
            case 9 -> wrapped(text, "\"lit  ${ ", " } end%{ if a }x%{ endif }\"", depth);
            case 10 -> wrapped(text, "{ a = ", ", (b) :2\n \"c.d\"= 3 }", depth);
            default -> wrapped(text, "f( ", " ) [0] .b[*]", depth);
        }
    }

    private void wrapped(final StringBuilder text, final String before, final String after, final int depth) {
        text.append(before);
        expression(text, depth - 1);
        text.append(after);
    }

    private void list(final StringBuilder text, final String open, final String close, final int depth) {
        text.append(open);
        for (int i = random.nextInt(3); i >= 0; i--) {
            text.append(random.nextInt(5) == 0 ? "\n  " : "");
            expression(text, depth - 1);
            blank(text);
            text.append(i == 0 ? "" : ",");
        }
        text.append(close);
    }

    private void blank(final StringBuilder text) {
        text.append(pick(List.of("", " ", "  ", "\t")));
    }

    private String pick(final List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** A job in the native form and in the JSON form. */
    record Pair(String hcl, JsonObject json) {}

    Pair job() {
        final StringBuilder hcl = new StringBuilder("job \"j\" {\n");
        final JsonObject body = new JsonObject();
        arguments(hcl, body, "type", new JsonString(pick(List.of("service", "batch"))));
        arguments(hcl, body, "priority", JsonNumber.of(random.nextInt(100)));
        arguments(hcl, body, "datacenters", list());
        map(hcl, body, "meta");
        final JsonObject groups = new JsonObject();
        final int groupCount = 1 + random.nextInt(3);
        for (int g = 0; g < groupCount; g++) {
            hcl.append("group \"g").append(g).append("\" {\n");
            final JsonObject group = new JsonObject();
            arguments(hcl, group, "count", JsonNumber.of(random.nextInt(9)));
            map(hcl, group, "meta");
            hcl.append("task \"t\" {\n");
            final JsonObject task = new JsonObject();
            arguments(hcl, task, "driver", text());
            arguments(hcl, task, "leader", JsonBoolean.of(random.nextBoolean()));
            arguments(hcl, task, "kill_timeout", new JsonString(random.nextInt(90) + "s"));
            map(hcl, task, "env");
            map(hcl, task, "config");
            hcl.append("}\n}\n");
            groups.put("g" + g, group.put("task", new JsonObject().put("t", task)));
        }
        hcl.append("}\n");
        body.put("group", groups);
        return new Pair(hcl.toString(), new JsonObject().put("job", new JsonObject().put("j", body)));
    }

    private void arguments(final StringBuilder hcl, final JsonObject json, final String name, final JsonValue value) {
        if (random.nextInt(4) > 0) {
            hcl.append(name).append(" = ").append(hcl(value)).append('\n');
            json.put(name, value);
        }
    }

    private void map(final StringBuilder hcl, final JsonObject json, final String name) {
        if (random.nextInt(3) == 0) {
            return;
        }
        hcl.append(name).append(" {\n");
        final JsonObject map = new JsonObject();
        for (int i = random.nextInt(4); i >= 0; i--) {
            arguments(hcl, map, "k" + i, name.equals("config") && random.nextBoolean() ? list() : scalar());
        }
        hcl.append("}\n");
        json.put(name, map);
    }

    private JsonArray list() {
        final JsonArray list = new JsonArray();
        for (int i = random.nextInt(3); i >= 0; i--) {
            list.add(text());
        }
        return list;
    }

    private JsonValue scalar() {
        return switch (random.nextInt(3)) {
            case 0 -> JsonNumber.of(random.nextInt(2000) - 1000);
            case 1 -> JsonBoolean.of(random.nextBoolean());
            default -> text();
        };
    }

    private JsonString text() {
        return new JsonString(pick(TEXTS) + pick(TEXTS) + (random.nextInt(3) == 0 ? "${NOMAD_TASK_DIR}" : ""));
    }

    private static String hcl(final JsonValue value) {
        if (value instanceof JsonString string) {
            return "\""
                    + string.value().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
        }
        if (value instanceof JsonArray array) {
            final StringBuilder text = new StringBuilder("[");
            array.forEach(element -> text.append(hcl(element)).append(", "));
            return text.append(']').toString();
        }
        return value.toString();
    }
}
