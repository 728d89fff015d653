package io.drover.cluster.state;

import io.drover.sbe.Limits;

/** What the first command of a cluster settles for ever. The seed is mixed into every id that the state machine makes. */
public record Birth(Limits limits, long clusterIdHigh, long clusterIdLow, long seedHigh, long seedLow, String region) {}
