// What tests of the search index share: a new store of two clinics with one call, its index, and lines to find.
#pragma once

#include "scripted/each_store.h"
#include "scripted/scripted_lines.h"
#include "scripted/scripted_secrets.h"
#include "store/search_index.h"

#include <QTest>

namespace nightbell {

inline const ClinicId rosewood(QStringLiteral("rosewood")), elmtree(QStringLiteral("elmtree"));
inline const CallId call(QStringLiteral("call-1"));

template<class T> QString why(const Result<T> &result) { return result ? QString() : result.problem().detail; }

inline QStringList wordsIn(const Result<SearchPage> &page)
{
    if (!page)
        return {page.problem().detail};
    QStringList words;
    for (const FoundLine &line : page.value().lines)
        words << line.words.reveal();
    return words;
}

class IndexedStore
{
protected:
    void begin() // of the current data row
    {
        m_index.reset();
        m_keys.reset();
        m_database = m_stores.fresh();
        m_secrets = {};
        m_keys = std::make_unique<KeyRing>(*m_database, m_secrets);
        QVERIFY(m_keys->openOrCreate(rosewood).ok());
        QVERIFY(m_keys->openOrCreate(elmtree).ok());
        m_index = std::make_unique<SearchIndex>(*m_database, *m_keys);
        m_lines = std::make_unique<ScriptedLines>(*m_database, *m_keys);
        QVERIFY(m_lines->begins(call).ok());
    }

    void indexAll(const EngineId &engine, int atMost = 100)
    {
        for (;;) {
            const auto moved = m_index->indexNext(engine, atMost);
            QVERIFY2(moved.ok(), qPrintable(why(moved)));
            if (moved.value() == 0)
                return;
        }
    }

    EachStore m_stores;
    std::unique_ptr<Database> m_database;
    ScriptedSecrets m_secrets;
    std::unique_ptr<KeyRing> m_keys;
    std::unique_ptr<SearchIndex> m_index;
    std::unique_ptr<ScriptedLines> m_lines;
};

} // namespace nightbell
