package io.drover.gateway.endpoint;

import io.drover.gateway.http.Call;
import io.drover.gateway.jobspec.json.JsonWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Facts about the machine and the process for those who look for a fault. Whatever may be a secret is left out. */
final class HostFacts {
    /** The profiles that clients know by name. */
    static final Set<String> PROFILES =
            Set.of("allocs", "block", "cmdline", "goroutine", "heap", "mutex", "profile", "threadcreate", "trace");

    private static final List<String> SECRET_WORDS = List.of("TOKEN", "SECRET", "PASS", "KEY", "LICENSE", "CREDENTIAL");
    private static final int MEGABYTE = 1 << 20;

    private HostFacts() {}

    /** Answers with the facts. */
    static void reply(final Call call) {
        call.offload(ignored -> {
            final JsonWriter json = call.json().beginObject();
            json.name("Disk").beginObject().name("/");
            writeDisk(json);
            json.endObject();
            json.name("Environment").beginObject();
            environment().forEach((name, value) -> json.name(name).string(value));
            json.endObject();
            json.name("Hosts").string(text("/etc/hosts"));
            json.name("Network").beginArray();
            addresses()
                    .forEach(address -> json.beginObject()
                            .name("address")
                            .string(address.getHostAddress())
                            .name("type")
                            .string(address.getAddress().length == 4 ? "IPv4" : "IPv6")
                            .endObject());
            json.endArray();
            json.name("OS").string(System.getProperty("os.name") + " " + System.getProperty("os.version"));
            json.name("ResolvConf").string(text("/etc/resolv.conf"));
            call.reply(json.endObject());
        });
    }

    /** Answers with the state of all threads, or the command line without its arguments. */
    static void replyProfile(final Call call, final String profile) {
        call.offload(ignored -> {
            if (profile.equals("cmdline")) {
                call.reply("text/plain; charset=utf-8", "drover agent".getBytes(StandardCharsets.UTF_8));
                return;
            }
            final StringBuilder threads = new StringBuilder(16 * 1024);
            for (final ThreadInfo thread :
                    ManagementFactory.getThreadMXBean().dumpAllThreads(false, false, Integer.MAX_VALUE)) {
                threads.append(thread);
            }
            call.reply("application/octet-stream", threads.toString().getBytes(StandardCharsets.UTF_8));
        });
    }

    private static void writeDisk(final JsonWriter json) {
        long total = 0;
        long free = 0;
        try {
            final FileStore store = Files.getFileStore(Path.of("/"));
            total = store.getTotalSpace();
            free = store.getUsableSpace();
        } catch (final IOException ex) {
            // A host without a readable root shows zeros.
            total = 0;
        }
        json.beginObject();
        json.name("DiskMB").number(total / MEGABYTE);
        json.name("UsedMB").number((total - free) / MEGABYTE);
        json.endObject();
    }

    private static Map<String, String> environment() {
        final Map<String, String> shown = new TreeMap<>();
        System.getenv().forEach((name, value) -> {
            final String upper = name.toUpperCase(Locale.ROOT);
            shown.put(name, SECRET_WORDS.stream().anyMatch(upper::contains) ? "<redacted>" : value);
        });
        return shown;
    }

    private static List<InetAddress> addresses() {
        try {
            return Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                    .flatMap(each -> Collections.list(each.getInetAddresses()).stream())
                    .toList();
        } catch (final IOException ex) {
            return List.of();
        }
    }

    private static String text(final String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (final IOException ex) {
            return "";
        }
    }
}
