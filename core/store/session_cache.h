// A quick memory that several engines share, in front of the store. It may forget anything at any moment and is never
// believed: what it holds are bytes that only the store's keys can make or read.
#pragma once

#include "instant.h"
#include "result.h"

#include <QByteArray>
#include <QList>

namespace nightbell {

struct CachedBytes
{
    QByteArray key;
    QByteArray bytes;
    Span lives; // the cache forgets it by itself after that
};

class SessionCache
{
public:
    virtual ~SessionCache() = default;

    virtual Result<QByteArray> get(const QByteArray &key) = 0; // NotFound; Damaged when something else sits there
    virtual Result<> put(const QList<CachedBytes> &all) = 0;
    virtual Result<> remove(const QByteArray &key) = 0;
};

} // namespace nightbell
