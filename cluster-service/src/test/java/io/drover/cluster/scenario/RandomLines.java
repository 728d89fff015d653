package io.drover.cluster.scenario;

import java.util.List;
import java.util.Random;

/** Random commands as lines of a scenario, made to meet each other: few nodes, few jobs, allocations that exist. */
public final class RandomLines {
    private static final List<String> NODES = List.of("n1", "n2", "n3", "n4");
    private static final List<String> VOLUMES = List.of("data", "logs");
    private static final List<String> JOBS = List.of("a", "b", "c", "d/e");

    private RandomLines() {}

    /** The next line: what it names exists more often than not. */
    public static String next(final Random random, final Scenario scenario) {
        final String node = pick(random, NODES);
        final String job = pick(random, JOBS);
        return switch (random.nextInt(41)) {
            case 0, 1 ->
                "node " + node + " cpu=" + (500 + 500 * NODES.indexOf(node)) + " rack=r" + random.nextInt(2)
                        + nodeVolumes(random) + nodePlugins(random);
            case 2, 3, 4 -> scenario.knows(node) ? "ready " + node : "barrier";
            case 5 -> scenario.knows(node) ? "leave " + node : "barrier";
            case 6 -> scenario.knows(node) ? "ineligible " + node : "barrier";
            case 7 ->
                scenario.knows(node)
                        ? pick(random, List.of("eligible ", "drain ", "drain "))
                                + node
                                + pick(random, List.of("", " off", " off eligible", " force", " deadline=20s"))
                        : "barrier";
            case 8 -> scenario.knows(node) && random.nextInt(3) == 0 ? "purge-node " + node : "barrier";
            case 9, 10, 11, 12 -> job(random, job);
            case 13 -> (random.nextInt(3) == 0 ? "purge " : "stop ") + job;
            case 14 -> "evaluate " + job + (random.nextBoolean() ? " force" : "");
            case 15, 16, 17, 18, 19 -> report(random, scenario);
            case 20 -> scenario.alloc(random).map(alloc -> "restart " + alloc).orElse("barrier");
            case 21, 22 ->
                scenario.alloc(random)
                        .map(alloc -> "register s" + random.nextInt(9) + " of=" + alloc + " from="
                                + scenario.nodeOf(alloc) + " port=" + random.nextInt(4))
                        .orElse("barrier");
            case 23 -> "deregister s" + random.nextInt(9);
            case 24 ->
                scenario.deployment(random)
                        .map(deployment ->
                                pick(random, List.of("pause", "resume", "fail", "promote")) + " " + deployment)
                        .orElse("barrier");
            case 25 -> random.nextInt(4) == 0 ? "gc" : "again";
            case 28 -> "scale " + job + " g " + random.nextInt(4);
            case 29 ->
                pick(random, List.of("tag ", "untag ")) + job + " t" + random.nextInt(2) + " version="
                        + (random.nextInt(6) - 1);
            case 30 ->
                random.nextInt(4) == 0
                        ? "job work type=batch parameterized v=" + random.nextInt(2)
                        : "dispatch work token=t" + random.nextInt(20) + " key=" + random.nextInt(3);
            case 31 ->
                random.nextInt(2) == 0
                        ? "job hourly type=batch periodic minute=" + random.nextInt(60) + " overlap="
                                + random.nextInt(2)
                        : pick(random, List.of("force hourly", "force hourly", "stop hourly", "purge work"));
            case 32, 33 ->
                "volume " + (1 + random.nextInt(4)) + " " + pick(random, VOLUMES) + " on=" + node
                        + pick(random, List.of("", " access=2", " access=0,1,2,3"));
            case 34 -> "delete-volume " + (1 + random.nextInt(4));
            case 35 ->
                scenario.claim(random).map(claim -> "delete-claim " + claim).orElse("barrier");
            case 36, 37 ->
                "csi-volume " + pick(random, List.of("db", "db", "web[0]", "web[1]")) + " plugin="
                        + pick(random, List.of("ebs", "nfs"))
                        + pick(
                                random,
                                List.of("", " access=6", " access=1,5,6", " access=4 at=zone:a", " at=zone:b key=5"));
            case 38 ->
                pick(random, List.of("delete-csi db", "delete-csi db force", "delete-csi web[0]", "detach-csi db n1"));
            case 39, 40 ->
                scenario.alloc(random)
                        .map(alloc -> "claim-csi " + pick(random, List.of("db", "web[0]")) + " " + alloc + " "
                                + pick(random, List.of("taken", "taken", "node-detached", "controller-detached")))
                        .orElse("barrier");
            case 26 -> "+" + (1 + random.nextInt(40)) + "s";
            default -> scenario.knows(node) ? "beat " + node : "reconcile";
        };
    }

    private static String job(final Random random, final String job) {
        final String type = List.of("service", "batch", "system").get(JOBS.indexOf(job) % 3);
        final boolean isService = type.equals("service");
        return "job " + job + " type=" + type + " count=" + (type.equals("system") ? 1 : random.nextInt(5)) + " cpu="
                + (100 + 100 * random.nextInt(3)) + " v=" + random.nextInt(3)
                + (isService ? " canary=" + random.nextInt(2) + " parallel=" + (1 + random.nextInt(2)) : "")
                + (isService && random.nextInt(4) == 0 ? " lostafter=30s" : "")
                + (type.equals("system") ? " attempts=0" : " attempts=" + (random.nextInt(4) - 1))
                + (random.nextInt(3) == 0 ? " ports=http" : "")
                + (random.nextInt(3) == 0
                        ? " volumes=" + pick(random, VOLUMES)
                                + pick(random, List.of("", "+sticky", "+sticky+single", "+single", "+ro"))
                        : random.nextInt(3) == 0
                                ? " volumes="
                                        + pick(random, List.of("db+csi", "db+csi+ro", "db+csi+multi", "web+csi+each"))
                                : "")
                + " groups=" + (random.nextInt(4) == 0 ? "g,h" : "g");
    }

    private static String nodeVolumes(final Random random) {
        return pick(
                random, List.of("", " volumes=data:1", " volumes=data:2,logs:3", " volumes=logs", " volumes=logs:4"));
    }

    private static String nodePlugins(final Random random) {
        return pick(
                random,
                List.of(
                        "",
                        " csi=ebs",
                        " csi=ebs^1@zone:a,nfs",
                        " csi=ebs*+ctl,ebs+ctl@zone:b",
                        " csi=nfs!,ebs!",
                        " csi=nfs"));
    }

    private static String report(final Random random, final Scenario scenario) {
        final String status = pick(random, List.of("running", "running", "running", "complete", "failed"));
        final String health =
                status.equals("running") ? pick(random, List.of("", " healthy", " healthy", " unhealthy")) : "";
        return scenario.alloc(random)
                .map(alloc -> "report " + alloc + " " + status + health + " from=" + scenario.nodeOf(alloc))
                .orElse("barrier");
    }

    private static String pick(final Random random, final List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
