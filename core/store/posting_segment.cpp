#include "store/posting_segment.h"

namespace nightbell {
namespace {

constexpr int bitsPerByte = 7; // the eighth says that more follows

Problem damaged() { return {Problem::Kind::Damaged, QStringLiteral("a posting segment is not one")}; }

} // namespace

QByteArray encodePlaces(const QList<Place> &ascending)
{
    QByteArray bytes;
    bytes.reserve(ascending.size() * 3);
    Place before = 0;
    for (const Place place : ascending) {
        Q_ASSERT(place > before || (place == 0 && bytes.isEmpty()));
        quint64 distance = quint64(place - before);
        for (; distance > 127; distance >>= bitsPerByte)
            bytes += char((distance & 127) | 128);
        bytes += char(distance);
        before = place;
    }
    return bytes;
}

Result<QList<Place>> decodePlaces(QByteArrayView bytes)
{
    QList<Place> places;
    places.reserve(std::min(bytes.size(), placesAtMost));
    Place before = 0;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        quint64 distance = 0;
        int shift = 0;
        for (; i < bytes.size() && bytes[i] & 128; ++i, shift += bitsPerByte) {
            if (shift > 49) // a ninth byte ends every place there is
                return damaged();
            distance |= quint64(bytes[i] & 127) << shift;
        }
        if (i == bytes.size() || (shift > 0 && bytes[i] == 0))
            return damaged();
        distance |= quint64(bytes[i]) << shift;
        if (distance > quint64(std::numeric_limits<Place>::max() - before) || (distance == 0 && !places.isEmpty())
            || places.size() == placesAtMost)
            return damaged();
        places << before + Place(distance);
        before = places.back();
    }
    return places;
}

} // namespace nightbell
