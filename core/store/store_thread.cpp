#include "store/store_thread.h"

namespace nightbell {

StoreThread::StoreThread(const QString &name, StorePlan plan)
    : m_plan(std::move(plan))
    , m_here(std::make_unique<QObject>())
{
    m_thread.setObjectName(name);
    m_here->moveToThread(&m_thread);
    m_thread.start();
}

StoreThread::~StoreThread()
{
    m_closing = true;
    ask(m_here.get(), [this] {
        if (m_beforeClosing)
            m_beforeClosing();
        m_connection.reset(); // where it was opened
    }).waitForFinished();
    m_thread.quit();
    m_thread.wait();
}

Result<> StoreThread::connect()
{
    if (m_connection)
        return {};
    auto connection = connectStore(m_plan);
    if (!connection)
        return connection.problem();
    m_connection.emplace(std::move(connection).value());
    return {};
}

} // namespace nightbell
