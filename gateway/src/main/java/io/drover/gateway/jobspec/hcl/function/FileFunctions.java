package io.drover.gateway.jobspec.hcl.function;

import io.drover.gateway.jobspec.hcl.value.HclType;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;

/** Functions on files and paths; all of them are refused where no base directory is given, as on a server. */
final class FileFunctions {

    private static final int MAX_FILE_BYTES = 8 << 20;
    private static final int MAX_FILES = 100_000;
    private static final int MAX_DEPTH = 32;
    private static final Parameter PATH = Parameter.text("path");

    private FileFunctions() {}

    static List<HclFunction> all(final FileAccess access) {
        final Path base = access.baseDirectory();
        if (base == null) {
            final List<HclFunction> refused = new ArrayList<>();
            for (final String name : List.of(
                    "abspath", "basename", "dirname", "file", "filebase64", "fileexists", "fileset", "pathexpand")) {
                refused.add(HclFunction.variadic(
                        name,
                        a -> {
                            throw new FunctionException("filesystem function disabled");
                        },
                        Parameter.anyOrNull("path")));
            }
            return refused;
        }
        return List.of(
                HclFunction.of("file", a -> HclValue.of(text(base, Arguments.text(a, 0))), PATH),
                HclFunction.of(
                        "filebase64",
                        a -> HclValue.of(Base64.getEncoder().encodeToString(bytes(base, Arguments.text(a, 0)))),
                        PATH),
                HclFunction.of("fileexists", a -> HclValue.of(exists(base, Arguments.text(a, 0))), PATH),
                HclFunction.of(
                        "fileset",
                        a -> fileSet(base, Arguments.text(a, 0), Arguments.text(a, 1)),
                        PATH,
                        Parameter.text("pattern")),
                HclFunction.of("abspath", a -> HclValue.of(absolute(Arguments.text(a, 0))), PATH),
                HclFunction.of("basename", a -> HclValue.of(SlashPaths.base(Arguments.text(a, 0))), PATH),
                HclFunction.of("dirname", a -> HclValue.of(SlashPaths.directory(Arguments.text(a, 0))), PATH),
                HclFunction.of("pathexpand", a -> HclValue.of(expanded(Arguments.text(a, 0))), PATH));
    }

    private static Path resolve(final Path base, final String text) throws FunctionException {
        try {
            return base.resolve(expanded(text)).normalize();
        } catch (final InvalidPathException invalid) {
            throw new FunctionException(0, "not a path: " + invalid.getReason());
        }
    }

    private static String expanded(final String text) {
        final boolean isHome = text.equals("~") || text.startsWith("~/");
        return isHome ? System.getProperty("user.home", "") + text.substring(1) : text;
    }

    private static String absolute(final String text) throws FunctionException {
        try {
            return Path.of(text).toAbsolutePath().normalize().toString();
        } catch (final InvalidPathException invalid) {
            throw new FunctionException(0, "not a path: " + invalid.getReason());
        }
    }

    private static byte[] bytes(final Path base, final String text) throws FunctionException {
        final Path path = resolve(base, text);
        if (!Files.exists(path)) {
            throw new FunctionException("no file exists at " + path);
        }
        try (InputStream stream = Files.newInputStream(path)) {
            final byte[] bytes = stream.readNBytes(MAX_FILE_BYTES + 1);
            if (bytes.length > MAX_FILE_BYTES) {
                throw new FunctionException(path + " is larger than " + MAX_FILE_BYTES + " bytes");
            }
            return bytes;
        } catch (final IOException failure) {
            throw new FunctionException("failed to read " + path);
        }
    }

    private static String text(final Path base, final String text) throws FunctionException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(base, text)))
                    .toString();
        } catch (final CharacterCodingException notText) {
            throw new FunctionException("contents of " + text
                    + " are not valid UTF-8; use the filebase64 function to obtain the Base64 encoded contents");
        }
    }

    private static boolean exists(final Path base, final String text) throws FunctionException {
        final Path path = resolve(base, text);
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new FunctionException(path + " is not a regular file");
        }
        return Files.exists(path);
    }

    private static HclValue fileSet(final Path base, final String directory, final String pattern)
            throws FunctionException {
        final Path root = resolve(base, directory);
        final List<HclValue> matches = new ArrayList<>();
        final PathMatcher matcher;
        try {
            matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern.replace("**/", "{**/,}"));
        } catch (final IllegalArgumentException invalid) {
            throw new FunctionException("failed to glob pattern (" + pattern + "): " + invalid.getMessage());
        }
        if (!Files.isDirectory(root)) {
            return HclValue.set(HclType.STRING, matches);
        }
        try (Stream<Path> paths = Files.walk(
                root, MAX_DEPTH, EnumSet.noneOf(FileVisitOption.class).toArray(new FileVisitOption[0]))) {
            paths.limit(MAX_FILES)
                    .filter(Files::isRegularFile)
                    .map(root::relativize)
                    .filter(matcher::matches)
                    .forEach(path -> matches.add(HclValue.of(path.toString())));
        } catch (final IOException | java.io.UncheckedIOException failure) {
            throw new FunctionException("failed to read directory " + root);
        }
        return HclValue.set(HclType.STRING, matches);
    }
}
