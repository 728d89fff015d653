package io.drover.agent.model;

/**
 * An instance of a device that a task has.
 *
 * @param vendor of the group that it belongs to.
 * @param type of the group.
 * @param name of the group.
 * @param id its name in the group.
 */
public record GrantedDevice(String vendor, String type, String name, String id) {}
