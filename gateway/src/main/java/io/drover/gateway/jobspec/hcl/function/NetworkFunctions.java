package io.drover.gateway.jobspec.hcl.function;

import io.drover.gateway.jobspec.hcl.value.HclValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Arithmetic on network prefixes. */
final class NetworkFunctions {

    private static final int MAX_NEW_BITS = 32;

    private NetworkFunctions() {}

    static List<HclFunction> all() {
        return List.of(
                HclFunction.of(
                        "cidrhost", NetworkFunctions::host, Parameter.text("prefix"), Parameter.number("hostnum")),
                HclFunction.of("cidrnetmask", a -> HclValue.of(prefix(a).netmask()), Parameter.text("prefix")),
                HclFunction.of(
                        "cidrsubnet",
                        NetworkFunctions::subnet,
                        Parameter.text("prefix"),
                        Parameter.number("newbits"),
                        Parameter.number("netnum")),
                HclFunction.variadic(
                        "cidrsubnets",
                        NetworkFunctions::subnets,
                        Parameter.number("newbits"),
                        Parameter.text("prefix")));
    }

    private static IpPrefix prefix(final List<HclValue> arguments) throws FunctionException {
        final String text = Arguments.text(arguments, 0);
        final IpPrefix prefix = IpPrefix.parse(text);
        if (prefix == null) {
            throw new FunctionException("invalid CIDR expression: invalid CIDR address: " + text);
        }
        return prefix;
    }

    private static HclValue host(final List<HclValue> arguments) throws FunctionException {
        final IpPrefix prefix = prefix(arguments);
        final BigInteger number = BigInteger.valueOf(Arguments.integer(arguments, 1));
        final BigInteger count = BigInteger.ONE.shiftLeft(prefix.bits() - prefix.length());
        final BigInteger fromStart = number.signum() < 0 ? count.add(number) : number;
        if (fromStart.signum() < 0 || fromStart.compareTo(count) >= 0) {
            throw new FunctionException(
                    "prefix of " + prefix.length() + " does not accommodate a host numbered " + number);
        }
        return HclValue.of(prefix.address(prefix.base().add(fromStart)));
    }

    private static HclValue subnet(final List<HclValue> arguments) throws FunctionException {
        final IpPrefix prefix = prefix(arguments);
        final int newBits = Arguments.integer(arguments, 1);
        final int number = Arguments.integer(arguments, 2);
        if (newBits > MAX_NEW_BITS) {
            throw new FunctionException("may not extend prefix by more than 32 bits");
        }
        final int length = prefix.length() + newBits;
        if (length > prefix.bits() || newBits < 0) {
            throw new FunctionException(
                    "insufficient address space to extend prefix of " + prefix.length() + " by " + newBits);
        }
        if (number < 0 || BigInteger.valueOf(number).bitLength() > newBits) {
            throw new FunctionException(
                    "prefix extension of " + newBits + " does not accommodate a subnet numbered " + number);
        }
        final BigInteger base = prefix.base().add(BigInteger.valueOf(number).shiftLeft(prefix.bits() - length));
        return HclValue.of(new IpPrefix(base, length, prefix.bits()).toString());
    }

    private static HclValue subnets(final List<HclValue> arguments) throws FunctionException {
        final IpPrefix prefix = prefix(arguments);
        final BigInteger end = prefix.base().add(BigInteger.ONE.shiftLeft(prefix.bits() - prefix.length()));
        BigInteger next = prefix.base();
        final List<String> results = new ArrayList<>();
        IpPrefix last = prefix;
        for (int i = 1; i < arguments.size(); i++) {
            final int newBits = Arguments.integer(arguments, i);
            if (newBits < 1) {
                throw new FunctionException(i, "must extend prefix by at least one bit");
            }
            if (newBits > MAX_NEW_BITS) {
                throw new FunctionException(i, "may not extend prefix by more than 32 bits");
            }
            final int length = prefix.length() + newBits;
            if (length > prefix.bits()) {
                throw new FunctionException(
                        i,
                        "would extend prefix to " + length + " bits, which is too long for an "
                                + (prefix.bits() == 32 ? "IPv4" : "IPv6") + " address");
            }
            final BigInteger size = BigInteger.ONE.shiftLeft(prefix.bits() - length);
            final BigInteger aligned =
                    next.add(size).subtract(BigInteger.ONE).divide(size).multiply(size);
            if (aligned.add(size).compareTo(end) > 0) {
                throw new FunctionException(
                        i,
                        "not enough remaining address space for a subnet with a prefix of " + length + " bits after "
                                + last);
            }
            last = new IpPrefix(aligned, length, prefix.bits());
            results.add(last.toString());
            next = aligned.add(size);
        }
        return Arguments.listOfTexts(results);
    }
}
