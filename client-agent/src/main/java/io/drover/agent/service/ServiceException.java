package io.drover.agent.service;

/** A service of a job cannot be offered as it is written. */
public final class ServiceException extends Exception {
    private static final long serialVersionUID = 1L;

    ServiceException(final String serviceName, final String problem) {
        super("unable to get address for service \"" + serviceName + "\": " + problem);
    }
}
