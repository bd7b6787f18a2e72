// A store of one clinic that lives in memory, as long as its object: for the workbench. It knows no thread, no clock
// and no file, so whoever has it moves the time; everything above it is the real thing.
#pragma once

#include "store/journal_writer.h"

namespace nightbell {

class MemoryStore
{
public:
    static Result<std::unique_ptr<MemoryStore>> open(const ClinicId &clinic, Instant now);
    ~MemoryStore();
    Q_DISABLE_COPY_MOVE(MemoryStore)

    JournalWriter &writer() { return *m_writer; }
    Database &database() { return *m_writer->store().database; }
    KeyRing &keys() { return *m_writer->store().keys; }

private:
    MemoryStore();

    std::unique_ptr<SecretStore> m_secrets; // the keys look into it
    std::unique_ptr<JournalWriter> m_writer;
};

} // namespace nightbell
