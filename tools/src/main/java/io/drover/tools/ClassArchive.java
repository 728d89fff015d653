package io.drover.tools;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.jar.JarFile;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The training run of the launcher's class archives: loads what a program of one kind needs, and exits, whereupon the JVM writes
 * the archive. Classes are loaded but not initialized, so nothing starts. It talks to nobody but itself: one request over loopback, because the JDK's HTTP client is most of what a command loads.
 */
final class ClassArchive {
    /** What a one-shot command may load. */
    private static final List<String> COMMAND_PACKAGES =
            List.of("io/drover/tools/", "io/drover/gateway/jobspec/", "com/fasterxml/jackson/core/");

    /** What an agent loads while it starts, whether it is a server, a client or both. */
    private static final List<String> AGENT_PACKAGES = List.of(
            "io/drover/",
            "io/aeron/",
            "org/agrona/",
            "io/undertow/",
            "org/xnio/",
            "org/jboss/",
            "org/wildfly/",
            "ch/qos/logback/",
            "org/slf4j/",
            "com/fasterxml/jackson/core/");

    private ClassArchive() {}

    /** Started by {@code bin/drover} with {@code -XX:ArchiveClassesAtExit} and the kind of program, {@code cli} or {@code agent}. */
    public static void main(final String[] args) throws IOException {
        load(args.length > 0 && "agent".equals(args[0]) ? AGENT_PACKAGES : COMMAND_PACKAGES);
        requestItself();
        System.out.println(Version.describe());
    }

    private static void load(final List<String> packages) throws IOException {
        final URL home =
                ClassArchive.class.getProtectionDomain().getCodeSource().getLocation();
        try (JarFile jar = new JarFile(URI.create(home.toString()).getPath())) {
            jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class"))
                    .filter(name -> packages.stream().anyMatch(name::startsWith))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .forEach(ClassArchive::load);
        }
    }

    private static void load(final String name) {
        try {
            Class.forName(name, false, ClassArchive.class.getClassLoader());
        } catch (final ClassNotFoundException | LinkageError e) {
            // An optional dependency is absent: the class stays out of the archive, nothing else changes.
            Logger.getLogger(ClassArchive.class.getName()).log(Level.FINE, name, e);
        }
    }

    private static void requestItself() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            final Thread answering = new Thread(() -> answerOnce(server), "answer-once");
            answering.setDaemon(true);
            answering.start();
            final URL url = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/v1/status/leader")
                    .toURL();
            final HttpURLConnection connection = (HttpURLConnection) url.openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(1_000);
            connection.setRequestProperty("X-Nomad-Token", "none");
            try (InputStream body = connection.getInputStream()) {
                body.readAllBytes();
            }
        }
    }

    private static void answerOnce(final ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getInputStream().read(new byte[4096]);
            final byte[] answer =
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n\"\""
                            .getBytes(StandardCharsets.US_ASCII);
            socket.getOutputStream().write(answer);
        } catch (final IOException e) {
            // The request then fails too, and with it the training run: the launcher keeps no archive of it.
            Logger.getLogger(ClassArchive.class.getName()).log(Level.FINE, "training request", e);
        }
    }
}
