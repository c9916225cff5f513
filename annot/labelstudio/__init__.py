"""The only home of the Label Studio SDK: interface, codec, embedded server, push and pull."""
