// Stands in for the generated list of operation ids.
export type OpId = "items.moveItem" | "items.listItems" | "items.watchItem" | "ping";
