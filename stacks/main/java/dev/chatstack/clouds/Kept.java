package dev.chatstack.clouds;

/**
 * Something that a removal of an environment leaves behind, because it holds people's data.
 *
 * @param what it is
 * @param find the command that shows it
 * @param delete the command that deletes it
 */
public record Kept(String what, String find, String delete) {}
