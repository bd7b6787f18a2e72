// SIGTERM, SIGINT and SIGHUP, brought into the event loop. Asked again after a second, the program ends at once.
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace nightbell {

class StopSignals : public QObject
{
    Q_OBJECT

public:
    static constexpr long sameWishMs = 1'000;

    StopSignals(); // one at a time
    ~StopSignals() override;

Q_SIGNALS:
    void stopAsked();

private:
    int m_ends[2] = {-1, -1}; // the signal writes into one, the loop reads the other
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace nightbell
