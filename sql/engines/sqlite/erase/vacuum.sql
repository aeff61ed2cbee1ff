-- The whole file is written anew, without what free pages hold.
vacuum {{schema}}
