package io.drover.gateway.explain;

import io.drover.gateway.http.Pages;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.snapshot.ExplainedGroupRowDecoder;
import io.drover.sbe.snapshot.ExplainedNodeRowDecoder;
import io.drover.sbe.snapshot.ExplainedVictimRowDecoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where one more allocation of a group could go: each node with what speaks for or against it, and what would have to change, cheapest
 * first: obstacles that alone keep the most nodes away.
 */
public final class GroupExplanation {
    /** Best first; those that do not fit by how much speaks against them. */
    private static final Comparator<NodeFinding> ORDER = Comparator.comparing((NodeFinding node) -> !node.fits())
            .thenComparing(node -> !node.isInReach())
            .thenComparing(node -> -node.score().total())
            .thenComparing(node -> !node.eviction().isPossible())
            .thenComparing(node -> -node.eviction().score())
            .thenComparing(node -> node.checks().size())
            .thenComparing(NodeFinding::id);

    private final GroupAsk ask;
    private final List<NodeFinding> nodes;

    private GroupExplanation(final GroupAsk ask, final List<NodeFinding> nodes) {
        this.ask = ask;
        this.nodes = nodes;
    }

    /** Reads the answer to an {@code EXPLANATION} query; null when it has no group. */
    public static @Nullable GroupExplanation of(final Pages pages) {
        final List<GroupAsk> asks = new ArrayList<>();
        final List<NodeFinding> nodes = new ArrayList<>();
        pages.forEach((header, rows, offset) -> {
            final int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
            if (header.templateId() == ExplainedGroupRowDecoder.TEMPLATE_ID) {
                asks.add(GroupAsk.of(
                        new ExplainedGroupRowDecoder().wrap(rows, body, header.blockLength(), header.version())));
            } else if (header.templateId() == ExplainedNodeRowDecoder.TEMPLATE_ID && !asks.isEmpty()) {
                nodes.add(NodeFinding.of(
                        new ExplainedNodeRowDecoder().wrap(rows, body, header.blockLength(), header.version()),
                        asks.get(0)));
            } else if (header.templateId() == ExplainedVictimRowDecoder.TEMPLATE_ID && !nodes.isEmpty()) {
                nodes.get(nodes.size() - 1)
                        .eviction()
                        .add(new ExplainedVictimRowDecoder().wrap(rows, body, header.blockLength(), header.version()));
            }
        });
        nodes.sort(ORDER);
        return asks.isEmpty() ? null : new GroupExplanation(asks.get(0), nodes);
    }

    /** Name of the group. */
    public String name() {
        return ask.name();
    }

    /** Groups of its job. */
    public int groupCount() {
        return ask.groupCount();
    }

    /** As the API shows it, with at most that many nodes. */
    public JsonObject toJson(final int nodesMax) {
        final JsonArray listed = new JsonArray();
        nodes.stream().limit(nodesMax).forEach(node -> listed.add(toJson(node)));
        return new JsonObject()
                .put("Name", ask.name())
                .put(
                        "Asks",
                        new JsonObject()
                                .put("CPU", ask.cpuMhz())
                                .put("Cores", ask.coreCount())
                                .put("DiskMB", ask.diskMb())
                                .put("MemoryMB", ask.memoryMb()))
                .put("NodesKnown", nodes.size())
                .put(
                        "NodesInReach",
                        nodes.stream().filter(NodeFinding::isInReach).count())
                .put("NodesThatFit", nodes.stream().filter(NodeFinding::fits).count())
                .put(
                        "NodesByEviction",
                        nodes.stream()
                                .filter(node -> node.eviction().isPossible())
                                .count())
                .put("Obstacles", obstacles())
                .put("Nodes", listed);
    }

    private static JsonObject toJson(final NodeFinding node) {
        final JsonArray obstacles = new JsonArray();
        node.obstacles().forEach(obstacles::add);
        final JsonObject json = new JsonObject()
                .put("ID", node.id().toString())
                .put("Name", node.name())
                .put("Fits", node.fits())
                .put("Obstacles", obstacles);
        if (node.fits()) {
            json.put("Score", NodeScore.number(node.score().total()))
                    .put("Scores", node.score().toJson());
        }
        if (node.eviction().isPossible()) {
            json.put("Eviction", node.eviction().toJson());
        }
        return json;
    }

    /** How many nodes within reach each check speaks against: at all, as the first one, as the only one. */
    private JsonArray obstacles() {
        final Map<String, int[]> counts = new LinkedHashMap<>();
        for (final NodeFinding node : nodes) {
            for (int i = 0; node.isInReach() && i < node.checks().size(); i++) {
                final int[] count = counts.computeIfAbsent(node.checks().get(i), unused -> new int[3]);
                count[0]++;
                count[1] += i == 0 ? 1 : 0;
                count[2] += node.checks().size() == 1 ? 1 : 0;
            }
        }
        final JsonArray list = new JsonArray();
        counts.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, int[]> each) -> -each.getValue()[2])
                        .thenComparing(each -> -each.getValue()[0])
                        .thenComparing(Map.Entry::getKey))
                .forEach(each -> list.add(new JsonObject()
                        .put("Check", each.getKey())
                        .put("Against", each.getValue()[0])
                        .put("First", each.getValue()[1])
                        .put("Alone", each.getValue()[2])));
        return list;
    }
}
