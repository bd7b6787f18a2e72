// A clinic file comes from people's hands and other versions. Whatever is read is written and read back the same, and
// can be asked for its openings.
#include "clinic/clinic_json.h"
#include "clinic/opening.h"

#include <cstdint>

using namespace nightbell;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    const auto book =
        clinicBookFromJson(QByteArray::fromRawData(reinterpret_cast<const char *>(bytes), qsizetype(size)));
    if (!book)
        return 0;
    const auto again = clinicBookFromJson(toJson(book.value()));
    if (!again || again.value() != book.value())
        qFatal("what was written reads back as something else");
    for (const Organisation &organisation : book.value().organisations)
        for (const Branch &branch : organisation.branches)
            if (const DoorSign sign = doorSign(Opening(organisation, branch), Instant{}); sign.changes == Instant{})
                qFatal("a door cannot change in the moment in which it is looked at");
    return 0;
}
