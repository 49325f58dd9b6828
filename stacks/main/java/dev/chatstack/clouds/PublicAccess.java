package dev.chatstack.clouds;

import java.util.List;
import java.util.function.Function;

/**
 * How a cloud says that nobody without a sign-in reads a store of files.
 *
 * @param type of the resources that are such stores
 * @param command asks about the one of this name
 * @param closed what it then prints
 */
public record PublicAccess(String type, Function<String, List<String>> command, String closed) {}
