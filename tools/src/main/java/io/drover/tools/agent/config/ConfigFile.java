package io.drover.tools.agent.config;

import io.drover.gateway.jobspec.decode.JsonValues;
import io.drover.gateway.jobspec.hcl.eval.EvaluationException;
import io.drover.gateway.jobspec.hcl.eval.Evaluator;
import io.drover.gateway.jobspec.hcl.eval.Scope;
import io.drover.gateway.jobspec.hcl.syntax.Argument;
import io.drover.gateway.jobspec.hcl.syntax.Block;
import io.drover.gateway.jobspec.hcl.syntax.Body;
import io.drover.gateway.jobspec.hcl.syntax.Diagnostic;
import io.drover.gateway.jobspec.hcl.syntax.Hcl1Parser;
import io.drover.gateway.jobspec.hcl.syntax.HclFile;
import io.drover.gateway.jobspec.hcl.syntax.HclParser;
import io.drover.gateway.jobspec.hcl.syntax.NameSuggestion;
import io.drover.gateway.jobspec.hcl.syntax.SourceRange;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonLimits;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonParser;
import io.drover.gateway.jobspec.json.JsonSyntaxException;
import io.drover.gateway.jobspec.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads one configuration path (a file, or a directory of files) into trees of values, keys checked. */
final class ConfigFile {
    private static final int LENGTH_MAX = 4 * 1024 * 1024;

    private static final String LOADING = "Error loading configuration from ";

    private final String name;

    private ConfigFile(final String name) {
        this.name = name;
    }

    /** The trees of a path, in the order in which they are merged. */
    static List<JsonObject> read(final Path path) throws ConfigException {
        final List<JsonObject> trees = new ArrayList<>();
        try {
            for (final Path file : filesOf(path)) {
                if (Files.size(file) > LENGTH_MAX) {
                    throw new ConfigException(file + ": longer than " + LENGTH_MAX + " bytes");
                }
                trees.add(new ConfigFile(file.toString()).parse(Files.readString(file, StandardCharsets.UTF_8)));
            }
        } catch (final NoSuchFileException ex) {
            throw new ConfigException(LOADING + path + ": stat " + path + ": no such file or directory");
        } catch (final IOException ex) {
            throw new ConfigException(LOADING + path + ": " + ex);
        } catch (final ConfigException ex) {
            throw new ConfigException(
                    LOADING + path + ": " + ex.getMessage(),
                    LOADING + path + ": Error loading " + path + ": " + ex.brief());
        }
        return trees;
    }

    private static List<Path> filesOf(final Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        final List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path, "*.{hcl,json}")) {
            entries.forEach(files::add);
        }
        Collections.sort(files);
        return files;
    }

    private JsonObject parse(final String text) throws ConfigException {
        return HclParser.isJson(text) ? parseJson(text) : parseHcl(text);
    }

    private JsonObject parseJson(final String text) throws ConfigException {
        try {
            final JsonValue value = JsonParser.parse(text.getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULT);
            if (!(value instanceof JsonObject object)) {
                throw new ConfigException(name + ": expected a JSON object, found " + value.kind());
            }
            return checked("", object);
        } catch (final JsonSyntaxException ex) {
            throw new ConfigException(name + ": " + ex.getMessage());
        }
    }

    /** JSON spells a repeated block as a list of objects; merged here, so that both forms give the same tree. */
    private JsonObject checked(final String block, final JsonObject object) throws ConfigException {
        final JsonObject result = new JsonObject();
        for (final String key : object.names()) {
            requireKey(block, key, name);
            final String inner = path(block, key);
            final JsonValue value = object.value(key);
            if (value instanceof JsonObject child) {
                result.put(key, ConfigKeys.isLabelled(inner) ? labelled(inner, child) : checked(inner, child));
            } else if (value instanceof JsonArray list && isBlockList(list)) {
                JsonObject merged = new JsonObject();
                for (final JsonValue element : list) {
                    if (element instanceof JsonObject child) {
                        merged = ConfigTree.merge(
                                merged, ConfigKeys.isLabelled(inner) ? labelled(inner, child) : checked(inner, child));
                    }
                }
                result.put(key, merged);
            } else {
                result.put(key, value);
            }
        }
        return result;
    }

    private JsonObject labelled(final String block, final JsonObject byLabel) throws ConfigException {
        final JsonObject result = new JsonObject();
        for (final String label : byLabel.names()) {
            result.put(
                    label,
                    byLabel.value(label) instanceof JsonObject child
                            ? checked(block + ".*", child)
                            : byLabel.value(label));
        }
        return result;
    }

    private static boolean isBlockList(final JsonArray list) {
        boolean any = false;
        for (final JsonValue element : list) {
            if (!(element instanceof JsonObject)) {
                return false;
            }
            any = true;
        }
        return any;
    }

    private JsonObject parseHcl(final String text) throws ConfigException {
        final HclFile file = HclParser.parse(text, name);
        if (!file.hasErrors()) {
            return fromBody("", file.body());
        }
        // Files written for older versions of the language are still read; what neither reads is explained by the newer
        // one.
        final HclFile older = Hcl1Parser.parse(text, name);
        if (!older.hasErrors()) {
            return fromBody("", older.body());
        }
        throw new ConfigException(
                file.diagnostics().stream()
                        .filter(Diagnostic::isError)
                        .map(Diagnostic::render)
                        .collect(Collectors.joining("\n")),
                "failed to decode HCL file " + Path.of(name).toAbsolutePath() + ": "
                        + older.diagnostics().get(0).summary());
    }

    private JsonObject fromBody(final String block, final Body body) throws ConfigException {
        JsonObject result = new JsonObject();
        for (final Argument argument : body.arguments()) {
            requireKey(block, argument.name(), place(argument.nameRange()));
            result.put(argument.name(), evaluate(argument));
        }
        for (final Block child : body.blocks()) {
            requireKey(block, child.type(), place(child.typeRange()));
            final String inner = path(block, child.type());
            JsonObject value;
            if (ConfigKeys.isLabelled(inner) && !child.labels().isEmpty()) {
                value = new JsonObject().put(child.labels().get(0).text(), fromBody(inner + ".*", child.body()));
            } else {
                value = fromBody(inner, child.body());
            }
            result = ConfigTree.merge(result, new JsonObject().put(child.type(), value));
        }
        return result;
    }

    private static JsonValue evaluate(final Argument argument) throws ConfigException {
        try {
            final HclValue value = new Evaluator(null).evaluate(argument.expression(), Scope.constants());
            return JsonValues.of(value, argument.range());
        } catch (final EvaluationException ex) {
            throw new ConfigException(ex.diagnostic().render());
        }
    }

    private static void requireKey(final String block, final String key, final String place) throws ConfigException {
        final Set<String> keys = ConfigKeys.of(block);
        if (keys != null && !keys.contains(key)) {
            throw new ConfigException(
                    place + ": unexpected keys " + key + (block.isEmpty() ? "" : " in block " + block)
                            + NameSuggestion.sentence(key, keys) + "; expected one of: " + ConfigKeys.listing(block),
                    (block.isEmpty() ? "" : block + " ") + "unexpected keys " + key);
        }
    }

    private static String place(final SourceRange range) {
        return Diagnostic.error("", "", range).file() + ":"
                + Diagnostic.error("", "", range).line();
    }

    private static String path(final String block, final String key) {
        return block.isEmpty() ? key : block + "." + key;
    }
}
