package io.drover.agent.template.lang;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values as Go's source would write them, for {@code %#v}. */
final class GoSyntax {
    private GoSyntax() {}

    static String of(final @Nullable Object value) {
        if (value == null) {
            return "interface {}(nil)";
        }
        if (value instanceof String text) {
            return GoText.quote(text);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(GoSyntax::of).collect(Collectors.joining(", ", "[]interface {}{", "}"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> GoText.quote(String.valueOf(entry.getKey())) + ":" + of(entry.getValue()))
                    .collect(Collectors.joining(", ", "map[string]interface {}{", "}"));
        }
        return GoFormat.plain(value);
    }
}
