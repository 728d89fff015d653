package io.drover.agent.volume;

/** A volume could not be made, taken over or removed; the message is for whoever asked. */
public final class VolumeException extends Exception {
    private static final long serialVersionUID = 1L;

    public VolumeException(final String message) {
        super(message);
    }

    public VolumeException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
