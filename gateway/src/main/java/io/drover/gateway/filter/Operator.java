package io.drover.gateway.filter;

/** What a selector and a value are compared by; the negated forms are expressed with a flag beside. */
enum Operator {
    EQUAL,
    CONTAINS,
    MATCHES,
    EMPTY,
    NIL
}
