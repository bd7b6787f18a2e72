// A journal writer that a test walks through whatever may happen, in virtual time, over a database that stumbles.
#pragma once

#include "scripted/each_store.h"
#include "scripted/scripted_calls.h"
#include "scripted/scripted_secrets.h"
#include "scripted/stumbling_database.h"

#include <QTemporaryDir>

#include <functional>

namespace nightbell::scripted {

inline constexpr auto inStore = Receipt::Where::Store, inSpill = Receipt::Where::Spill;

bool all(const JournalWriter::Fates &fates, Receipt::Where where);
QStringList linesOf(const QList<CallEvent> &events); // "position call kind", as journal() answers
QList<CallEvent> twoCalls(int number);               // five events of the calls number and number + 1

class WriterWalk
{
protected:
    void begin(); // before each test
    void useStore(std::unique_ptr<Database> real);
    void useMemory();
    QString spillPath() const { return m_folder->filePath(m_spillName); }
    std::unique_ptr<JournalWriter> writer(const QString &engine = QStringLiteral("e1"));
    QStringList journal(JournalWriter &writer, const QString &engine = QStringLiteral("e1"));
    void catchUpWith(JournalWriter &writer);
    bool callRowsAreFoldsOf(const QList<CallEvent> &events, JournalWriter &writer); // none missed, none twice

    EachStore m_stores;
    ScriptedSecrets m_secrets;
    std::shared_ptr<Stumbles> m_stumbles = std::make_shared<Stumbles>();
    std::unique_ptr<QTemporaryDir> m_folder;
    std::function<std::unique_ptr<Database>()> m_connect;
    JournalLimits m_limits;
    Instant m_now = morning;
    QString m_spillName;
};

} // namespace nightbell::scripted
