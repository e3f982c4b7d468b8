// apic client runtime: how strictly the server of this contract reads.

/** `[wire] strict`: a request that says more than the contract asks for, or says it in another form, is refused. */
export const $strict = false as boolean;
