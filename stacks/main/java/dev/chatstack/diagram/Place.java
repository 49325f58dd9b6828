package dev.chatstack.diagram;

/** A rectangle on the sheet, in the sheet's units. */
record Place(int x, int y, int width, int height) {
    int right() {
        return x + width;
    }

    int bottom() {
        return y + height;
    }
}
