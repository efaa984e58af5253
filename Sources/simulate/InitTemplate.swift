internal import Numerics
internal import ScenarioFormat

/// The scenario that `init` writes: small, complete, every key explained in the `note` of its object.
enum InitTemplate {
    private static let actions = Action.allCases.map(\.rawValue).joined(separator: ", ")
    private static let curves = AdoptionCurve.allCases.map(\.rawValue).joined(separator: ", ")
    private static let distributions = Distribution.usages.joined(separator: "; ")

    /// `return_days: mean time until … (14 unless given: judgement)`
    private static func explained(_ parameters: [some ParameterTable]) -> String {
        parameters.map(\.parameter).map { parameter in
            var text = "\(parameter.key): \(parameter.about)"
            if case .value(let value, let source) = parameter.fallback, value != 0 {
                text += " (\(value.isFinite ? ShortestDecimal.text(value) : "never") unless given\(source.isEmpty ? "" : ": " + source))"
            }
            return text
        }.joined(separator: "; ")
    }

    static func text(title: String) -> String {
        """
        {
          "format": 1,
          "title": \(title),
          "note": "A made-up messenger in a made-up country. format: always 1. title and note: text for people; every object may have a note and a source, and every number deserves a source. extends (not used here): another scenario file, or a list, whose keys hold where this file gives none. observations (not used here): a CSV file with the columns market, service, date, measure, value, low, high, source, to compare the run with. posterior (not used here): {\\"file\\": …}, joint draws of parameters, one column each.",
          "start": "2026-01-01",
          "end": "2028-01-01",
          "output_every": "P1W",
          "solver": {
            "note": "How the equations are solved; leave it out to have the defaults, which are these. method: rk8pd, rkf45 or rkck. Tolerances are per step: relative, and absolute in people.",
            "method": "rk8pd",
            "relative_tolerance": 1e-9,
            "absolute_tolerance": 0.001
          },
          "parameters": {
            "note": "Numbers, dates or distributions with a name, used as {\\"parameter\\": NAME}, as often as you like. The plain run takes each at its median. Distributions: \(distributions); min and max bound the unbounded ones.",
            "imitation": {"lognormal": {"median": 0.9, "sigma": 0.4}, "source": "say here where it comes from"}
          },
          "services": {
            "messenger": {
              "note": "What is the same in every market. \(explained(ServiceParameter.allCases)).",
              "title": "Messenger",
              "messages_per_user_per_day": 40,
              "content_bytes_per_message": 30000,
              "metadata_bytes_per_message": 300,
              "revenue_usd_per_user_year": 1.5,
              "platform": {
                "note": "How it answers demands. policy: refuse (the default), comply, or comply_if with one or more conditions, all of which must hold. answer: comply or register. \(explained(PlatformParameter.allCases)).",
                "policy": "comply_if",
                "answer": "comply",
                "markets_at_risk_at_least": 2,
                "users_at_risk_share_at_least": 0.5,
                "chance": 0.8,
                "answers_in_days": 14,
                "trust_loss": 0.03,
                "rollout_days": 1
              }
            },
            "rival": {"title": "Rival", "note": "A service that nobody touches, which may take up those whom the first loses."}
          },
          "markets": {
            "country": {
              "note": "\(explained(MarketParameter.allCases)). A population may be {\\"series\\": [[date, people], …]}, linear between the dates.",
              "title": "The country",
              "online_population": {"series": [["2026-01-01", 50000000], ["2028-01-01", 54000000]], "source": "say here where it comes from"},
              "economic_value_usd_per_user_day": 0.05,
              "services": {
                "messenger": {
                  "note": "\(explained(PairParameter.stocks + PairParameter.habits)). A mean time may be \\"never\\".",
                  "direct_users": 8000000,
                  "circumventing_users": 0,
                  "waiting_users": 0,
                  "left_users": 0,
                  "adoption": {
                    "note": "curve: \(curves). \(explained(PairParameter.adoption)). innovation_per_year goes with bass only, shape with richards.",
                    "curve": "bass",
                    "innovation_per_year": 0.01,
                    "imitation_per_year": {"parameter": "imitation"},
                    "ceiling_share": 0.5
                  },
                  "churn_per_year": 0.12,
                  "circumvention_share": {"beta": {"alpha": 5, "beta": 5}, "source": "say here where it comes from"},
                  "circumvention_share_max": 0.6,
                  "learning_days": 240,
                  "fatigue_days": 300,
                  "return_days": 3.5,
                  "tool_drop_days": 80,
                  "give_up_days": 400,
                  "reconsider_days": "never",
                  "awareness_days": 30,
                  "trust_days": 14,
                  "substitutes": {"note": "Other services of the market, with the share of this one's lost users who take them up.", "rival": 0.3}
                },
                "rival": {
                  "note": "A service needs direct_users and adoption; the rest has defaults.",
                  "direct_users": 20000000,
                  "adoption": {"curve": "richards", "shape": 1.5, "imitation_per_year": 0.4, "ceiling_share": 0.7}
                }
              }
            }
          },
          "laws": {
            "storage": {
              "note": "in_force: from when. Windows PnM or PnY, of content and of metadata, for the registered service (organizer) and for carriers (telecom). \(explained(LawParameter.allCases)).",
              "market": "country",
              "in_force": {"uniform": ["2026-06-01", "2027-06-01"]},
              "content_retention": {"organizer": "P6M"},
              "metadata_retention": {"organizer": "P1Y", "telecom": "P3Y"},
              "usd_per_tb_month": 20
            }
          },
          "enforcement": {
            "regulator": {
              "note": "A case: one regulator against one service, or, without `service`, against all of the market's. Each step has one trigger: on a date, or one of these. \(explained(StepParameter.trigger)). Its action is its name unless given: \(actions). Any step may have these. \(explained(StepParameter.ofAny)).",
              "market": "country",
              "service": "messenger",
              "steps": {
                "threat": {"on": "2026-02-01", "awareness": 0.3},
                "request": {"after": "threat", "days": {"lognormal": {"median": 30, "sigma": 0.5}}},
                "register": {"after": "request", "days": 44},
                "fine": {"note": "\(explained([StepParameter.fine]))", "after": "request", "days": 95, "fine_usd": 14000, "trust_loss": 0.001},
                "block": {
                  "note": "\(explained([StepParameter.effectiveness, .rolloutDays]))",
                  "after": "fine",
                  "rate_per_year": 1.2,
                  "users_reference": 10000000,
                  "users_exponent": 0.5,
                  "effectiveness": {"beta": {"alpha": 2, "beta": 3}},
                  "rollout_days": 7,
                  "awareness": 0.4
                },
                "vpn_ban": {"note": "\(explained([StepParameter.toolsWorking]))", "action": "restrict_tools", "after": "block", "days": 90, "tools_working": 0.7, "rollout_days": 14},
                "unblock": {"after": "block", "days": 365, "rollout_days": 2}
              }
            }
          }
        }

        """
    }
}
