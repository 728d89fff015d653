package io.drover.tools.sim.mutant;

/** Lengths of instructions, and those that are looked for or written. */
final class Opcodes {
    static final int NOP = 0x00;
    static final int ACONST_NULL = 0x01;
    static final int ICONST_0 = 0x03;
    static final int ICONST_1 = 0x04;
    static final int LCONST_0 = 0x09;
    static final int POP = 0x57;
    static final int POP2 = 0x58;
    static final int IRETURN = 0xAC;
    static final int LRETURN = 0xAD;
    static final int ARETURN = 0xB0;
    static final int RETURN = 0xB1;
    static final int INVOKEVIRTUAL = 0xB6;
    static final int INVOKESPECIAL = 0xB7;
    static final int INVOKESTATIC = 0xB8;
    static final int INVOKEINTERFACE = 0xB9;
    private static final int IFEQ = 0x99;
    private static final int IF_ACMPNE = 0xA6;
    private static final int TABLESWITCH = 0xAA;
    private static final int LOOKUPSWITCH = 0xAB;
    private static final int WIDE = 0xC4;
    private static final int IINC = 0x84;

    private Opcodes() {}

    static boolean isCall(final int opcode) {
        return opcode >= INVOKEVIRTUAL && opcode <= INVOKEINTERFACE;
    }

    /** Whether it jumps on a condition that has an opposite: opcodes of these come in pairs. */
    static boolean isBranch(final int opcode) {
        return (opcode >= IFEQ && opcode <= IF_ACMPNE) || opcode == 0xC6 || opcode == 0xC7;
    }

    static int opposite(final int opcode) {
        if (opcode == 0xC6 || opcode == 0xC7) {
            return opcode ^ 1;
        }
        return ((opcode - IFEQ) ^ 1) + IFEQ;
    }

    /** Bytes of the instruction at a place of some code. */
    static int length(final ClassFile file, final int codeOffset, final int at) {
        final int opcode = file.u1(at);
        if (opcode == TABLESWITCH || opcode == LOOKUPSWITCH) {
            final int operands = at + 4 - (at - codeOffset) % 4;
            final int entries = opcode == TABLESWITCH
                    ? 4 * (file.u4(operands + 8) - file.u4(operands + 4) + 1) + 12
                    : 8 * file.u4(operands + 4) + 8;
            return operands + entries - at;
        }
        if (opcode == WIDE) {
            return file.u1(at + 1) == IINC ? 6 : 4;
        }
        return fixedLength(opcode);
    }

    private static int fixedLength(final int opcode) {
        return switch (opcode) {
            case 0x10, 0x12, 0x15, 0x16, 0x17, 0x18, 0x19, 0x36, 0x37, 0x38, 0x39, 0x3A, 0xA9, 0xBC -> 2;
            case 0x11, 0x13, 0x14, 0x84, 0xBB, 0xBD, 0xC0, 0xC1, 0xC6, 0xC7, 0xA7, 0xA8 -> 3;
            case 0xC5 -> 4;
            case 0xB9, 0xBA, 0xC8, 0xC9 -> 5;
            default -> (opcode >= IFEQ && opcode <= IF_ACMPNE) || (opcode >= 0xB2 && opcode <= 0xB8) ? 3 : 1;
        };
    }
}
