#include "app/vitals_board.h"

#include "ask.h"

namespace nightbell {

VitalsBoard::VitalsBoard(Gather gather, Now now) : m_gather(std::move(gather)), m_now(std::move(now))
{
    connect(&m_timer, &QTimer::timeout, this, &VitalsBoard::look);
    m_timer.start(std::chrono::seconds{1});
    look();
}

void VitalsBoard::look()
{
    whenDone(m_gather(), this, [this](VitalSigns signs) {
        for (auto fault = signs.faults.begin(); fault != signs.faults.end(); ++fault)
            fault->since = m_signs.faults.contains(fault.key()) ? m_signs.faults[fault.key()].since : m_now();
        if (signs == m_signs)
            return;
        m_signs = signs;
        Q_EMIT changed(m_signs);
    });
}

} // namespace nightbell
