package io.drover.scheduler.rank;

import io.drover.scheduler.feasible.Verdict;
import java.util.Arrays;

/**
 * What speaks for and against a node for one more allocation of a group. Filled anew for each node.
 *
 * <p>{@link #lacks} has a bit for each kind of {@link Verdict} that speaks against the node, {@link #unmet} one for each of the first 64
 * constraints of the spec; the verdict is the first of them in the order of the checks. Scores are scaled by 2^32.
 */
public final class NodeReport {
    /** The node is not ready, or not eligible: nothing else was looked at. */
    public static final int NOT_READY = 60;

    /** It is in another pool, or in none of the data centers. */
    public static final int ELSEWHERE = 61;

    int node;
    int verdict;
    long lacks;
    long unmet;
    int foundValue;
    int cpuAskMhz;
    int cpuFreeMhz;
    int memoryFreeMb;
    int diskFreeMb;
    long fitness;
    long antiAffinity;
    long affinity;
    long devices;
    long spread;
    long score;
    boolean preempts;
    long evictionScore;
    private int victimCount;
    private int[] victims = new int[16];

    NodeReport() {}

    void begin(final int ofNode) {
        node = ofNode;
        verdict = Verdict.FITS;
        lacks = 0;
        unmet = 0;
        foundValue = -1;
        fitness = 0;
        antiAffinity = 0;
        affinity = 0;
        devices = 0;
        spread = 0;
        score = 0;
        evictionScore = 0;
        victimCount = 0;
    }

    void addVictim(final int alloc) {
        if (victimCount == victims.length) {
            victims = Arrays.copyOf(victims, victimCount << 1);
        }
        victims[victimCount++] = alloc;
    }

    /** Notes a verdict; the first one is the node's. */
    void note(final int against) {
        if (Verdict.FITS != against) {
            verdict = Verdict.FITS == verdict ? against : verdict;
            lacks |= 1L << Verdict.kind(against);
        }
    }

    public int node() {
        return node;
    }

    /** {@link Verdict#FITS} or what speaks against it first. */
    public int verdict() {
        return verdict;
    }

    public long lacks() {
        return lacks;
    }

    public long unmet() {
        return unmet;
    }

    /** String id of what the first unmet constraint found on its left side, -1 when it found nothing. */
    public int foundValue() {
        return foundValue;
    }

    /** What an allocation takes here: reserved cores are worth what the node's are. */
    public int cpuAskMhz() {
        return cpuAskMhz;
    }

    public int cpuFreeMhz() {
        return cpuFreeMhz;
    }

    public int memoryFreeMb() {
        return memoryFreeMb;
    }

    public int diskFreeMb() {
        return diskFreeMb;
    }

    public long fitness() {
        return fitness;
    }

    /** 0 when no allocation of the group is there. */
    public long antiAffinity() {
        return antiAffinity;
    }

    /** 0 when the group has no affinities. */
    public long affinity() {
        return affinity;
    }

    /** 0 when the devices that are asked for have no affinities. */
    public long devices() {
        return devices;
    }

    public long spread() {
        return spread;
    }

    /** The mean over the terms that apply. */
    public long score() {
        return score;
    }

    /** Whether jobs of this type may evict others, as the cluster is configured. */
    public boolean preempts() {
        return preempts;
    }

    /** Allocations that would give way on a node that only lacks room, or 0 when those that could are not enough. */
    public int victimCount() {
        return victimCount;
    }

    /** Row of an allocation that would give way. */
    public int victim(final int index) {
        return victims[index];
    }

    /** The score of the node with the priorities of what would be evicted. */
    public long evictionScore() {
        return evictionScore;
    }
}
