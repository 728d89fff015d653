package io.drover.tools.sim.mutant;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A change of one method's code that leaves everything else where it is. */
interface Edit {
    /** The changed class. */
    byte[] apply(ClassFile file, ClassFile.Code code);

    /** The n-th call of a method, from 0, does not happen; what it would have returned is zero, false or null. */
    static Edit skip(final String callee, final int n) {
        return replaceCall(callee, n);
    }

    /** The n-th condition of the method, from 0, is the opposite. */
    static Edit invert(final int n) {
        return (file, code) -> {
            int left = n;
            for (int at = code.offset();
                    at < code.offset() + code.length();
                    at += Opcodes.length(file, code.offset(), at)) {
                if (Opcodes.isBranch(file.u1(at)) && left-- == 0) {
                    file.bytes()[at] = (byte) Opcodes.opposite(file.u1(at));
                    return file.bytes();
                }
            }
            throw new IllegalArgumentException("the method has no condition " + n);
        };
    }

    /** The n-th instruction of this kind, from 0, is another one of the same form. */
    static Edit exchange(final int opcode, final int other, final int n) {
        return (file, code) -> {
            int left = n;
            for (int at = code.offset();
                    at < code.offset() + code.length();
                    at += Opcodes.length(file, code.offset(), at)) {
                if (file.u1(at) == opcode && left-- == 0) {
                    file.bytes()[at] = (byte) other;
                    return file.bytes();
                }
            }
            throw new IllegalArgumentException("the method has no instruction " + opcode + " number " + n);
        };
    }

    /** The method does nothing. */
    static Edit nothing() {
        return body(Opcodes.RETURN);
    }

    /** The method answers false or 0. */
    static Edit zero() {
        return body(Opcodes.ICONST_0, Opcodes.IRETURN);
    }

    /** The method answers true or 1. */
    static Edit one() {
        return body(Opcodes.ICONST_1, Opcodes.IRETURN);
    }

    /** The method, which returns a long, answers what a static one without arguments says. */
    static Edit answer(final String owner, final String name) {
        return (file, code) -> file.withCall(code, owner, name, "()J", Opcodes.LRETURN);
    }

    private static Edit body(final int... instructions) {
        final byte[] bytes = new byte[instructions.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) instructions[i];
        }
        return (file, code) -> file.withBody(code, bytes);
    }

    private static Edit replaceCall(final String callee, final int n) {
        return (file, code) -> {
            int left = n;
            for (int at = code.offset();
                    at < code.offset() + code.length();
                    at += Opcodes.length(file, code.offset(), at)) {
                if (Opcodes.isCall(file.u1(at))
                        && file.methodName(file.u2(at + 1)).equals(callee)
                        && left-- == 0) {
                    overwriteCall(file, at, Opcodes.length(file, code.offset(), at));
                    return file.bytes();
                }
            }
            throw new IllegalArgumentException("the method does not call " + callee + " " + (n + 1) + " times");
        };
    }

    private static void overwriteCall(final ClassFile file, final int at, final int length) {
        final String descriptor = file.descriptor(file.u2(at + 1));
        final List<Integer> instructions = pops(descriptor, file.u1(at) != Opcodes.INVOKESTATIC);
        switch (descriptor.charAt(descriptor.indexOf(')') + 1)) {
            case 'V' -> {
                // Nothing is left on the stack.
            }
            case 'J' -> instructions.add(Opcodes.LCONST_0);
            case 'L', '[' -> instructions.add(Opcodes.ACONST_NULL);
            default -> instructions.add(Opcodes.ICONST_0);
        }
        if (instructions.size() > length) {
            throw new IllegalArgumentException("a call of " + descriptor + " takes more room than its replacement");
        }
        for (int i = 0; i < length; i++) {
            final int instruction = i < instructions.size() ? instructions.get(i) : Opcodes.NOP;
            file.bytes()[at + i] = (byte) instruction;
        }
    }

    /** What takes the arguments from the stack again, the last one first; two short ones go at once. */
    private static List<Integer> pops(final String descriptor, final boolean hasReceiver) {
        final List<Integer> sizes = new ArrayList<>();
        if (hasReceiver) {
            sizes.add(1);
        }
        int at = 1;
        while (descriptor.charAt(at) != ')') {
            final boolean isLong = descriptor.charAt(at) == 'J' || descriptor.charAt(at) == 'D';
            while (descriptor.charAt(at) == '[') {
                at++;
            }
            at = descriptor.charAt(at) == 'L' ? descriptor.indexOf(';', at) + 1 : at + 1;
            sizes.add(isLong ? 2 : 1);
        }
        Collections.reverse(sizes);
        final List<Integer> pops = new ArrayList<>();
        int i = 0;
        while (i < sizes.size()) {
            if (sizes.get(i) == 2) {
                pops.add(Opcodes.POP2);
                i++;
            } else if (i + 1 < sizes.size() && sizes.get(i + 1) == 1) {
                pops.add(Opcodes.POP2);
                i += 2;
            } else {
                pops.add(Opcodes.POP);
                i++;
            }
        }
        return pops;
    }
}
