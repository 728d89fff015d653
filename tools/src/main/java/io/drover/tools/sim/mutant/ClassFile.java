package io.drover.tools.sim.mutant;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * As much of a class file as is needed to change the code of one method: the constant pool, and where methods and their code lie. Single
 * thread.
 */
final class ClassFile {
    private static final int CONSTANTS_OFFSET = 8;

    /** A method's code: where its attribute begins, and where the instructions are. */
    record Code(int attributeOffset, int attributeLength, int offset, int length, int locals) {}

    private final byte[] bytes;
    private final List<int[]> constants = new ArrayList<>();
    private final int constantsEnd;

    ClassFile(final byte[] bytes) {
        this.bytes = bytes.clone();
        constantsEnd = readConstants();
    }

    byte[] bytes() {
        return bytes;
    }

    /** The code of the only method of this name, or of the one with this many overloads before it. */
    Code code(final String method, final int overload) {
        int at = constantsEnd + 6;
        at += 2 + 2 * u2(at);
        at = skipFields(at);
        final int count = u2(at);
        at += 2;
        int left = overload;
        for (int i = 0; i < count; i++) {
            final boolean isNamed = text(u2(at + 2)).equals(method);
            final int attributes = u2(at + 6);
            at += 8;
            for (int j = 0; j < attributes; j++) {
                final int length = u4(at + 2);
                if (isNamed && text(u2(at)).equals("Code") && left-- == 0) {
                    return new Code(at, length, at + 14, u4(at + 10), u2(at + 8));
                }
                at += 6 + length;
            }
        }
        throw new IllegalArgumentException("there is no method " + method + " with code");
    }

    /** Name of the method that a constant refers to. */
    String methodName(final int constant) {
        return text(u2(offset(u2(offset(constant) + 3)) + 1));
    }

    /** Descriptor of the method that a constant refers to. */
    String descriptor(final int constant) {
        return text(u2(offset(u2(offset(constant) + 3)) + 3));
    }

    int u1(final int at) {
        return bytes[at] & 0xFF;
    }

    int u2(final int at) {
        return u1(at) << 8 | u1(at + 1);
    }

    int u4(final int at) {
        return u2(at) << 16 | u2(at + 2);
    }

    /** The class with another body for a method: these instructions and nothing else. */
    byte[] withBody(final Code code, final byte[] instructions) {
        return spliced(code, instructions, new byte[0], 0);
    }

    /** The class with a body that calls a static method without arguments, such as a clock, and returns what it says. */
    byte[] withCall(final Code code, final String owner, final String name, final String descriptor, final int ret) {
        final ByteArrayOutputStream added = new ByteArrayOutputStream();
        final int first = u2(CONSTANTS_OFFSET);
        try (DataOutputStream pool = new DataOutputStream(added)) {
            utf8(pool, owner);
            pool.writeByte(7);
            pool.writeShort(first);
            utf8(pool, name);
            utf8(pool, descriptor);
            pool.writeByte(12);
            pool.writeShort(first + 2);
            pool.writeShort(first + 3);
            pool.writeByte(10);
            pool.writeShort(first + 1);
            pool.writeShort(first + 4);
        } catch (final IOException ex) {
            throw new UncheckedIOException("memory does not fail", ex);
        }
        final int method = first + 5;
        final byte[] body = {(byte) Opcodes.INVOKESTATIC, (byte) (method >> 8), (byte) method, (byte) ret};
        return spliced(code, body, added.toByteArray(), 6);
    }

    private byte[] spliced(final Code code, final byte[] instructions, final byte[] pool, final int poolCount) {
        final ByteArrayOutputStream result = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(result)) {
            out.write(bytes, 0, CONSTANTS_OFFSET);
            out.writeShort(u2(CONSTANTS_OFFSET) + poolCount);
            out.write(bytes, CONSTANTS_OFFSET + 2, constantsEnd - CONSTANTS_OFFSET - 2);
            out.write(pool);
            out.write(bytes, constantsEnd, code.attributeOffset + 2 - constantsEnd);
            // Stack, locals, length of the code, the code, no handlers, no attributes.
            out.writeInt(2 + 2 + 4 + instructions.length + 2 + 2);
            out.writeShort(2);
            out.writeShort(code.locals);
            out.writeInt(instructions.length);
            out.write(instructions);
            out.writeShort(0);
            out.writeShort(0);
            final int rest = code.attributeOffset + 6 + code.attributeLength;
            out.write(bytes, rest, bytes.length - rest);
        } catch (final IOException ex) {
            throw new UncheckedIOException("memory does not fail", ex);
        }
        return result.toByteArray();
    }

    private static void utf8(final DataOutputStream pool, final String text) throws IOException {
        pool.writeByte(1);
        pool.writeUTF(text);
    }

    private int skipFields(final int start) {
        int at = start;
        final int count = u2(at);
        at += 2;
        for (int i = 0; i < count; i++) {
            final int attributes = u2(at + 6);
            at += 8;
            for (int j = 0; j < attributes; j++) {
                at += 6 + u4(at + 2);
            }
        }
        return at;
    }

    private int readConstants() {
        final int count = u2(CONSTANTS_OFFSET);
        int at = CONSTANTS_OFFSET + 2;
        constants.add(new int[] {0});
        for (int i = 1; i < count; i++) {
            constants.add(new int[] {at});
            final int tag = u1(at);
            at += switch (tag) {
                case 1 -> 3 + u2(at + 1);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> 5;
                case 5, 6 -> 9;
                case 7, 8, 16, 19, 20 -> 3;
                case 15 -> 4;
                default -> throw new IllegalArgumentException("constant " + i + " has the unknown tag " + tag);
            };
            if (tag == 5 || tag == 6) {
                constants.add(new int[] {0});
                i++;
            }
        }
        return at;
    }

    private int offset(final int constant) {
        return constants.get(constant)[0];
    }

    private String text(final int constant) {
        final int at = offset(constant);
        final int length = u2(at + 1);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, at + 1, 2 + length))) {
            return in.readUTF();
        } catch (final IOException ex) {
            throw new UncheckedIOException("constant " + constant + " is no text", ex);
        }
    }
}
