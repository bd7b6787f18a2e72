// Whatever bytes a database holds, a segment decodes to what encodes to the same bytes, or is refused.
#include "store/posting_segment.h"

#include <cstdlib>

using namespace nightbell;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t size)
{
    const QByteArrayView view(bytes, qsizetype(size));
    const auto places = decodePlaces(view);
    if (places && encodePlaces(places.value()) != view)
        abort();
    return 0;
}
