package dev.chatstack.cloud.azure;

import inet.ipaddr.IPAddressString;

/** Where the cluster's DNS answers: the tenth address of the Services. The first is that of the API server. */
final class DnsServiceAddress {
    private static final int TENTH = 10;

    private DnsServiceAddress() {}

    static String in(String services) {
        return new IPAddressString(services)
                .getAddress()
                .getLower()
                .increment(TENTH)
                .withoutPrefixLength()
                .toCanonicalString();
    }
}
