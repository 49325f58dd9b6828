package dev.chatstack.config.rules;

import dev.chatstack.config.values.Cidr;
import inet.ipaddr.IPAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Blocks of addresses that must fit each other. */
public final class AddressBlocks {
    private AddressBlocks() {}

    /** Refuses every block that shares an address with one before it; {@code blocks} are by their paths, in a fixed order. */
    public static void refuseOverlaps(Map<String, String> blocks, Findings findings) {
        List<String> earlier = new ArrayList<>();
        blocks.forEach((path, cidr) -> {
            IPAddress block = block(cidr);
            if (block == null) {
                return;
            }
            for (String other : earlier) {
                IPAddress before = block(blocks.get(other));
                if (before.contains(block) || block.contains(before)) {
                    findings.refuse(path, "must not overlap " + other + " (" + blocks.get(other) + ")", cidr);
                }
            }
            earlier.add(path);
        });
    }

    /** Whether {@code part} lies in {@code whole}; true as well when one of them is no block, which is said elsewhere. */
    public static boolean contains(String whole, String part) {
        IPAddress outer = block(whole);
        IPAddress inner = block(part);
        return outer == null || inner == null || outer.contains(inner);
    }

    /** The length of the block's prefix, or {@code otherwise} when it is no block. */
    public static int prefix(String cidr, int otherwise) {
        IPAddress block = block(cidr);
        return block == null ? otherwise : block.getNetworkPrefixLength();
    }

    private static IPAddress block(String cidr) {
        return cidr == null ? null : Cidr.Check.block(cidr);
    }
}
